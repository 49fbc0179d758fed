//! `--include` and `--exclude`: the spelling of a pick on the command line.

use crate::config::Pick;

/// A pick: `key=pattern`, several with commas between them.
pub(super) fn parse_pick(text: &str) -> Result<Pick, String> {
    let mut pick = Pick::default();
    for part in text.split(',') {
        let Some((key, pattern)) = part.split_once('=') else {
            return Err(format!("`{part}` is not of the form `tag=PATTERN`"));
        };
        let slot = match key.trim() {
            "tag" => &mut pick.tag,
            "operation" => &mut pick.operation,
            "path" => &mut pick.path,
            "method" => &mut pick.method,
            other => {
                return Err(format!("`{other}` is none of `tag`, `operation`, `path`, `method`"));
            }
        };
        *slot = Some(pattern.to_owned());
    }
    Ok(pick)
}
