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

/// Characters. A secret of fewer is not replaced where a server repeats it: a password like `error` would be
/// found in every message. No token is as short, and no password should be.
pub const SHORTEST_SECRET: usize = 8;

/// Bytes. A body that is sent is cut into frames of at most this length, so that the client sees that
/// it moves.
pub const FRAME: usize = 64 * 1024;

/// How long the body of an answer may stand still by default. Servers of event streams send a sign of life
/// every 15 to 60 seconds; five minutes leave room for those that think for long.
pub const IDLE_TIMEOUT: Duration = Duration::from_secs(300);

/// How often a call is tried by default, the first time with it: enough for the restart of one server
/// behind a load balancer.
pub const TRIES: u32 = 3;

/// The bound of the wait before the second try.
pub const FIRST_WAIT: Duration = Duration::from_millis(500);

/// The bound of every later wait: what callers of an API for people bear.
pub const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// The longest `Retry-After` that is waited for: half the usual limit for the whole call.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(30);

/// Retries that a client has in reserve: more than any call needs, and little beside the calls of a busy
/// client. When they are used up, calls are not tried again until some succeed.
pub const RETRY_RESERVE: u32 = 100;

/// How many calls that succeed at once give one retry back to the reserve: a client whose server is sick
/// sends a tenth more than one whose server is well.
pub const CALLS_PER_RETRY: u32 = 10;

/// Bytes of an answer, or of one item of a stream, that are held in memory by default. It holds what APIs
/// answer as JSON, and stops an endless answer, also a compressed one.
pub const ANSWER_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes of the body of an error that are kept: what is behind them tells nobody anything.
pub const ERROR_BYTES: u64 = 1024 * 1024;

/// Bytes of the answer of a token endpoint: the largest tokens, which list many groups, have some 10 KiB.
pub const TOKEN_BYTES: usize = 64 * 1024;

/// How long before a token lapses another one is asked for: the longest way of a request to its server, and a
/// little for clocks. Of a token that lasts less than twice as long it is half of its time.
pub const TOKEN_MARGIN: Duration = Duration::from_secs(30);

/// The longest wait that a server may ask for with `Retry-After`. What asks for more than a year is a
/// mistake, of the server or of a clock.
pub const RETRY_AFTER: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// How often in a row an event stream is connected again without an event by default: about a minute and a half,
/// in which a server comes back from a restart.
pub const RECONNECTS: u32 = 5;

/// The wait before an event stream is connected again where the server states none. The standard asks for a few
/// seconds (HTML, section 9.2.2).
pub const RECONNECT_WAIT: Duration = Duration::from_secs(3);

/// The longest wait before an event stream is connected again, also where the server asks for a longer one:
/// nobody sees that it waits.
pub const LONGEST_RECONNECT_WAIT: Duration = Duration::from_secs(60);
