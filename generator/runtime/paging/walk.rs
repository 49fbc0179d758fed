//! The walk through the pages of a list: which page is next, and whether there is one. It has no type
//! parameter, so that it is compiled once.

use std::collections::HashSet;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::link::{next_link, resolve};
use super::member::{count, member};
use super::rule::{Bound, Paging, Source, Step};
use super::token::{PageToken, Position};
use crate::runtime::answer::Reply;
use crate::runtime::call::Call;
use crate::runtime::error::{BuildError, DecodeError, Error, Fault, Unreadable};
use crate::runtime::parameter::Place;

type Sent = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>;

/// A walk through the pages of a list.
pub struct Walk {
    rule: &'static Paging,
    /// The request of the caller.
    call: Call,
    /// The page that is to be read next; `None` behind the last one.
    position: Option<Position>,
    /// How many items the pages before it had, if that is known.
    before: Option<u64>,
    /// The most items that a page had so far.
    most: u64,
    /// The fingerprints of the cursors and links so far.
    known: HashSet<u64>,
    /// The fingerprint of the body of the page before.
    last: Option<u64>,
    /// Why there is no way on behind the page that was given last.
    fault: Option<Error>,
    sent: Option<Sent>,
    has_ended: bool,
}

impl Walk {
    /// A walk from the page that `call` asks for.
    pub fn new(call: Call, rule: &'static Paging) -> Self {
        let mut walk = Self {
            rule,
            call,
            position: Some(Position::Start),
            before: None,
            most: 0,
            known: HashSet::new(),
            last: None,
            fault: None,
            sent: None,
            has_ended: false,
        };
        let own = walk.own_value();
        if own.is_none() {
            walk.before = Some(0);
        }
        walk.known.extend(own.map(|value| fingerprint(&value)));
        walk
    }

    /// Goes on at the page of a token.
    pub fn resume(&mut self, token: PageToken) {
        let fits = match (&token.position, self.rule.step) {
            (Position::Start, _)
            | (Position::Number(_), Step::Page { .. } | Step::Offset { .. })
            | (Position::Cursor(_), Step::Cursor { .. })
            | (Position::Link(_), Step::Link(_)) => true,
            (Position::Number(_) | Position::Cursor(_) | Position::Link(_), _) => false,
        };
        if token.operation != self.call.operation.id() || !fits {
            let fault = format!("the page token is one of `{}`", token.operation);
            self.fault = Some(self.unsendable(Fault::new(fault)));
            return;
        }
        if let Position::Cursor(text) | Position::Link(text) = &token.position {
            self.known.insert(fingerprint(text));
        }
        self.position = Some(token.position);
        self.before = token.before;
    }

    /// The page that is to be read next, with so many of its items given; `None` behind the last one.
    pub fn token(&self) -> Option<PageToken> {
        let position = self.position.clone()?;
        let operation = self.call.operation.id().to_owned();
        Some(PageToken { operation, position, before: self.before, given: 0 })
    }

    /// The request of the caller.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The next answer. What is asked for next is known once [`advance`](Self::advance) was called with it.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Reply, Error>>> {
        if let Some(fault) = self.fault.take() {
            self.end();
            return Poll::Ready(Some(Err(fault)));
        }
        if self.has_ended || self.position.is_none() {
            return Poll::Ready(None);
        }
        let sent = match self.sent.take() {
            Some(sent) => self.sent.insert(sent),
            None => self.sent.insert(self.request().send()),
        };
        let answer = ready!(sent.as_mut().poll(context));
        self.sent = None;
        Poll::Ready(Some(answer.and_then(|reply| self.checked(reply))))
    }

    /// Ends the walk. The token stays that of the page that could not be given.
    pub fn end(&mut self) {
        self.has_ended = true;
    }

    /// Goes on behind the page in `reply`, which could be read.
    pub fn advance(&mut self, reply: &Reply) {
        match self.next(reply) {
            Ok(next) => self.position = next,
            Err(unreadable) => {
                self.position = None;
                self.fault = Some(Error::Decode(DecodeError::new(reply.clone(), unreadable)));
            }
        }
    }

    /// The request for the page that is to be read next.
    fn request(&self) -> Call {
        let call = self.call.clone();
        let value = match &self.position {
            Some(Position::Number(number)) => number.to_string(),
            Some(Position::Cursor(cursor)) => cursor.clone(),
            Some(Position::Link(url)) => return call.at(url.clone()).without_key(),
            Some(Position::Start) | None => return call,
        };
        let call = call.without_key();
        match self.rule.parameter() {
            Some(parameter) => call.query(parameter, &value),
            None => call,
        }
    }

    /// An answer that is no page which came before.
    fn checked(&mut self, reply: Reply) -> Result<Reply, Error> {
        let is_numbered = matches!(self.rule.step, Step::Page { .. } | Step::Offset { .. });
        if !reply.is_success() || !is_numbered {
            return Ok(reply);
        }
        let body = Some(fingerprint(reply.bytes().as_ref()));
        let is_repeated = body == self.last;
        self.last = body;
        // Empty pages are equal, and there may be several of them where the number of pages is known.
        let is_bounded = matches!(self.rule.bound, Bound::Pages(_) | Bound::Total(_));
        if !is_repeated || is_bounded && count(reply.bytes(), self.rule.items) == 0 {
            return Ok(reply);
        }
        let reason = "the page is equal to the one before it: the server repeats its pages";
        Err(Error::Decode(DecodeError::new(reply, Unreadable::new(reason))))
    }

    /// The page behind the one in `reply`, if there is one.
    fn next(&mut self, reply: &Reply) -> Result<Option<Position>, Unreadable> {
        match self.rule.step {
            Step::Page { first, .. } => {
                let (number, items) = (self.number(first), self.count(reply));
                let pages = number.saturating_sub(first).saturating_add(1);
                let is_more = self.is_more(reply, items, pages.saturating_mul(self.most), pages);
                Ok(is_more.then_some(Position::Number(number.saturating_add(1))))
            }
            Step::Offset { first, .. } => {
                let (number, items) = (self.number(first), self.count(reply));
                // An empty page is passed over by as much as a page holds.
                let next = number.saturating_add(if items == 0 { self.most } else { items });
                let is_more = self.is_more(reply, items, next.saturating_sub(first), u64::MAX);
                Ok((is_more && next > number).then_some(Position::Number(next)))
            }
            Step::Cursor { source, .. } => {
                let cursor = text(reply, source).filter(|_| !self.says_last(reply));
                self.new_to_walk(source, cursor, Position::Cursor)
            }
            Step::Link(source) => {
                let Some(link) = text(reply, source).filter(|_| !self.says_last(reply)) else {
                    return Ok(None);
                };
                let url = resolve(&self.request(), &link);
                let url = url.map_err(|fault| at(source, &fault.message))?;
                self.new_to_walk(source, Some(url.to_string()), Position::Link)
            }
        }
    }

    /// A cursor or a link, unless it came before.
    fn new_to_walk(
        &mut self,
        source: Source,
        value: Option<String>,
        position: fn(String) -> Position,
    ) -> Result<Option<Position>, Unreadable> {
        match value {
            Some(value) if !self.known.insert(fingerprint(&value)) => {
                Err(at(source, "it leads to a page that came before: the pages would never end"))
            }
            value => Ok(value.map(position)),
        }
    }

    /// Whether there is a page behind one of so many `items`. Up to it there are at most `until` items, and so
    /// many `pages`.
    fn is_more(&self, reply: &Reply, items: u64, until: u64, pages: u64) -> bool {
        let number = |pointer| member::<f64>(reply.bytes(), pointer);
        let stated = match self.rule.bound {
            Bound::Unstated => None,
            Bound::Pages(pointer) => number(pointer).map(|all| (pages as f64) < all),
            Bound::Total(pointer) => number(pointer).and_then(|all| match self.rule.step {
                Step::Offset { .. } => Some((until as f64) < all),
                // A total may count items that are not given: empty pages need not go on for ever.
                _ if items == 0 => Some((until as f64) < all),
                _ => self.before.map(|before| (before as f64) < all),
            }),
            Bound::More(pointer) => member(reply.bytes(), pointer),
            Bound::Last(pointer) => member(reply.bytes(), pointer).map(|last: bool| !last),
            Bound::Link(source) => Some(text(reply, source).is_some()),
        };
        stated.unwrap_or(items > 0)
    }

    /// Whether a page says that it is the last one, whatever cursor it states.
    fn says_last(&self, reply: &Reply) -> bool {
        match self.rule.bound {
            Bound::More(pointer) => member(reply.bytes(), pointer) == Some(false),
            Bound::Last(pointer) => member(reply.bytes(), pointer) == Some(true),
            _ => false,
        }
    }

    /// How many items a page has, which are counted.
    fn count(&mut self, reply: &Reply) -> u64 {
        let items = match self.rule.bound {
            Bound::Pages(pointer) if member::<f64>(reply.bytes(), pointer).is_some() => return 0,
            _ => count(reply.bytes(), self.rule.items),
        };
        self.before = self.before.map(|before| before.saturating_add(items));
        self.most = self.most.max(items);
        items
    }

    /// The number of the page that was given last.
    fn number(&self, first: u64) -> u64 {
        match &self.position {
            Some(Position::Number(number)) => *number,
            _ => self.own_value().and_then(|value| value.parse().ok()).unwrap_or(first),
        }
    }

    /// The page that the caller asks for, as a text.
    fn own_value(&self) -> Option<String> {
        let name = self.rule.parameter()?;
        let mut set = self.call.parameters.iter();
        let set = set.find(|set| set.place == Place::Query && set.name == name)?;
        match serde_json::from_str(set.json.as_deref().ok()?).ok()? {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text),
            value => Some(value.to_string()),
        }
    }

    fn unsendable(&self, fault: Fault) -> Error {
        Error::Build(BuildError::new(Some(self.call.operation.id()), fault))
    }
}

/// A cursor or a link of an answer; `None` if it is absent or empty.
fn text(reply: &Reply, source: Source) -> Option<String> {
    let text = match source {
        Source::Member(pointer) => match member(reply.bytes(), pointer)? {
            serde_json::Value::String(text) => text,
            value @ serde_json::Value::Number(_) => value.to_string(),
            _ => return None,
        },
        Source::Header(name) if name.eq_ignore_ascii_case("link") => next_link(reply.headers())?,
        Source::Header(name) => reply.headers().get(name)?.to_str().ok()?.to_owned(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// What is wrong with a cursor or a link.
fn at(source: Source, reason: &str) -> Unreadable {
    match source {
        Source::Member(pointer) => {
            let names = pointer.split('/').skip(1).map(|name| name.replace("~1", "/"));
            Unreadable::new(reason).about(names.collect::<Vec<_>>().join("."))
        }
        Source::Header(name) => Unreadable::new(&format!("the header `{name}`: {reason}")),
    }
}

fn fingerprint<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
