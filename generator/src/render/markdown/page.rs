//! The page that is written: lines, what separates two blocks, and what the open quotes and list
//! items put before every line.

use crate::limits;

/// Columns of a line; with `    /// ` before it, a documentation line stays about 100 wide.
const WIDTH: usize = 96;
/// However deep the containers, a line keeps this much room for text.
const MIN_WIDTH: usize = 40;
/// The largest number that Markdown reads as the number of a list item.
const MAX_ITEM_NUMBER: u64 = 999_999_999;

/// A block quote or a list item that is open.
struct Container {
    /// What its first line begins with, and what the other ones begin with.
    first: String,
    rest: String,
    is_item: bool,
    /// Nothing was written into it so far.
    is_fresh: bool,
}

struct List {
    /// The number of the next item; none for bullets.
    number: Option<u64>,
    /// How many lines there were before it: an empty item leaves none.
    lines_before: usize,
}

/// What stands between the next block and the one before.
#[derive(Default, Clone, Copy, PartialEq)]
enum Gap {
    #[default]
    BlankLine,
    /// The block begins on the next line, as an item of a tight list does.
    Nothing,
}

#[derive(Default)]
pub(super) struct Page {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// How many containers are open below `limits::DEPTH_OF_MARKDOWN`: they leave no trace.
    flattened: usize,
    lists: Vec<List>,
    gap: Gap,
}

impl Page {
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// How many lines there are.
    pub(super) fn length(&self) -> usize {
        self.lines.len()
    }

    /// Room for text on a line.
    pub(super) fn width(&self) -> usize {
        let indent: usize = self.containers.iter().map(|container| container.rest.len()).sum();
        WIDTH.saturating_sub(indent).max(MIN_WIDTH)
    }

    /// Writes a block, unless it is empty.
    pub(super) fn write(&mut self, block: Vec<String>) {
        if block.is_empty() {
            return;
        }
        if self.gap == Gap::BlankLine && !self.lines.is_empty() {
            // Only what is open around both blocks goes on over the blank line.
            let around = self.containers.iter().take_while(|container| !container.is_fresh);
            let blank: String = around.map(|container| container.rest.as_str()).collect();
            self.lines.push(blank.trim_end().to_owned());
        }
        self.gap = Gap::BlankLine;
        for text in block {
            let mut line = String::new();
            for container in &mut self.containers {
                let is_first = std::mem::take(&mut container.is_fresh);
                line.push_str(if is_first { &container.first } else { &container.rest });
            }
            line.push_str(&text);
            line.truncate(line.trim_end().len());
            self.lines.push(line);
        }
    }

    pub(super) fn open_quote(&mut self) {
        self.open_container("> ".to_owned(), "> ".to_owned(), false);
    }

    /// `after_text`: the list follows, within an item, right after the text of a tight list.
    pub(super) fn open_list(&mut self, start: Option<u64>, after_text: bool) {
        // Only bullets and a list that begins with 1 can follow a paragraph without a blank line.
        if after_text && matches!(start, None | Some(1)) {
            self.gap = Gap::Nothing;
        }
        self.lists.push(List { number: start, lines_before: self.lines.len() });
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
        self.gap = Gap::BlankLine;
    }

    pub(super) fn open_item(&mut self) {
        let mut marker = "- ".to_owned();
        if let Some(list) = self.lists.last_mut() {
            if list.lines_before < self.lines.len() {
                self.gap = Gap::Nothing;
            }
            if let Some(number) = &mut list.number {
                marker = format!("{number}. ");
                *number = MAX_ITEM_NUMBER.min(*number + 1);
            }
        }
        let indent = " ".repeat(marker.len());
        self.open_container(marker, indent, true);
    }

    /// Opens an item of a list without opening the list.
    pub(super) fn open_bullet(&mut self, follows_item: bool) {
        self.open_list(None, follows_item);
        self.open_item();
        self.lists.pop();
    }

    /// The next block is a paragraph of its own, which only a list with blank lines between its
    /// items has at the start of an item.
    pub(super) fn separate_loose_item(&mut self) {
        let starts_item = |last: &Container| last.is_item && last.is_fresh;
        let has_lines = |list: &List| list.lines_before < self.lines.len();
        let follows_item = self.lists.last().is_some_and(has_lines);
        if follows_item && self.containers.last().is_some_and(starts_item) {
            self.gap = Gap::BlankLine;
        }
    }

    fn open_container(&mut self, first: String, rest: String, is_item: bool) {
        if self.containers.len() < limits::DEPTH_OF_MARKDOWN {
            self.containers.push(Container { first, rest, is_item, is_fresh: true });
        } else {
            self.flattened += 1;
            self.gap = Gap::BlankLine;
        }
    }

    pub(super) fn close_container(&mut self) {
        self.gap = Gap::BlankLine;
        if self.flattened > 0 {
            self.flattened -= 1;
        } else {
            self.containers.pop();
        }
    }
}
