//! Every limit of the runtime, with its unit and its reason.

use std::time::Duration;

/// How long connecting may take by default. A server that is up answers within a second or two; ten
/// leave room for a slow resolver and a lost packet.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long one try may take by default: what most gateways allow their servers.
pub const TRY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a whole call may take by default: two tries that use up their own limit.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(60);

/// How many redirects of a request are followed: as many as reqwest and most browsers' fetch libraries
/// follow, and far more than any API needs.
pub const REDIRECTS: usize = 10;

/// Bytes. A body of several pieces that is not longer is joined to one piece, which can be sent again
/// where a redirect asks for that. A longer one is not copied.
pub const JOINED_BODY: u64 = 64 * 1024;

/// Characters of a body that an error message shows: enough for the sentence of a server, and short
/// enough for a line of a log.
pub const BODY_EXCERPT: usize = 200;

/// Characters of a reason, and of a path within JSON, that an error message shows. Both quote what the
/// server sent, so that they can be of any length.
pub const REASON_EXCERPT: usize = 500;
