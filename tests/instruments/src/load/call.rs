//! The calls that are measured, and how each of the two sides makes one.

use std::fmt;
use std::hint::black_box;
use std::sync::LazyLock;

use clap::ValueEnum;

use super::by_hand;

/// The token that every request has.
pub const TOKEN: &str = "app_0123456789abcdef0123456789abcdef";

/// How many customers are in an answer of 1 KB.
pub const FEW: i64 = 2;

/// How many customers are in an answer of 190 KB.
pub const MANY: i64 = 480;

/// A call that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Call {
    /// A GET with an answer of 1 KB.
    Get,
    /// A POST of 1 KB with an answer of 1 KB.
    Post,
    /// A GET with an answer of 190 KB.
    List,
}

impl Call {
    /// All calls.
    pub const ALL: [Self; 3] = [Self::Get, Self::Post, Self::List];

    /// How many of these calls are made where there are so many GETs: as many as take about as long.
    pub fn share_of(self, calls: usize) -> usize {
        match self {
            Self::Get => calls,
            Self::Post => calls / 4,
            Self::List => calls / 50,
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Get => "GET of 1 KB",
            Self::Post => "POST of 1 KB",
            Self::List => "GET of a list of 190 KB",
        })
    }
}

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// The package `salesive`.
    Generated,
    /// The same calls on `reqwest` and `serde_json`.
    ByHand,
}

/// A client of one side.
#[derive(Clone)]
pub enum Caller {
    Generated(Box<salesive::Client>),
    ByHand(by_hand::Client),
}

impl Caller {
    /// A client that calls a base URL.
    pub fn new(side: Side, base_url: &str) -> Result<Self, String> {
        match side {
            Side::Generated => {
                let client = salesive::Client::builder().app_token(TOKEN).base_url(base_url);
                let client = client.build().map_err(|error| error.to_string())?;
                Ok(Self::Generated(Box::new(client)))
            }
            Side::ByHand => by_hand::Client::new(base_url, TOKEN).map(Self::ByHand),
        }
    }

    /// Makes a call, and reads its answer.
    pub async fn make(&self, call: Call) -> Result<(), String> {
        match self {
            Self::Generated(client) => generated(client, call).await,
            Self::ByHand(client) => written(client, call).await,
        }
    }
}

async fn generated(client: &salesive::Client, call: Call) -> Result<(), String> {
    match call {
        Call::Get | Call::List => {
            let limit = if call == Call::Get { FEW } else { MANY };
            let listed = client.list_customers().limit(limit).await;
            black_box(listed.map_err(|error| error.to_string())?);
        }
        Call::Post => {
            let created = client.create_customer(&new_customer()).await;
            black_box(created.map_err(|error| error.to_string())?);
        }
    }
    Ok(())
}

async fn written(client: &by_hand::Client, call: Call) -> Result<(), String> {
    match call {
        Call::Get | Call::List => {
            let limit = if call == Call::Get { FEW } else { MANY };
            let listed = client.list_customers(limit).await;
            black_box(listed.map_err(|error| error.to_string())?);
        }
        Call::Post => {
            let created = client.create_customer(&new_customer_by_hand()).await;
            black_box(created.map_err(|error| error.to_string())?);
        }
    }
    Ok(())
}

fn new_customer() -> salesive::types::CustomerCreate {
    salesive::types::CustomerCreate::new(NAME.as_str(), "ada@example.com")
        .phone("+2348012345678")
        .user("665a1f2c9b1e4a0012ab34cd")
        .active(true)
}

fn new_customer_by_hand() -> by_hand::CustomerCreate {
    by_hand::CustomerCreate {
        name: NAME.clone(),
        email: "ada@example.com".to_owned(),
        phone: Some("+2348012345678".to_owned()),
        user: Some("665a1f2c9b1e4a0012ab34cd".to_owned()),
        active: Some(true),
    }
}

/// A name that makes the body of the POST 1 KB long.
static NAME: LazyLock<String> = LazyLock::new(|| "Ada Obi ".repeat(115));

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::{Call, Caller, Side};

    #[test]
    fn both_sides_send_the_same() {
        for call in Call::ALL {
            let (generated, by_hand) = (sent(Side::Generated, call), sent(Side::ByHand, call));
            assert!(generated.contains(&"user-agent: salesive/0.1.0".to_owned()), "{generated:?}");
            assert_eq!(generated, by_hand, "{call}");
        }
    }

    /// The lines of a request, sorted: the order of headers says nothing.
    fn sent(side: Side, call: Call) -> Vec<String> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let mut bytes = vec![0; 1 << 16];
            let mut length = 0;
            while length == 0 || !is_whole(bytes.get(..length).unwrap()) {
                length += stream.read(bytes.get_mut(length..).unwrap()).unwrap();
            }
            bytes.truncate(length);
            stream.write_all(b"HTTP/1.1 400 No\r\ncontent-length: 0\r\n\r\n").unwrap();
            String::from_utf8(bytes).unwrap()
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let caller = Caller::new(side, &format!("http://127.0.0.1:{port}")).unwrap();
        assert!(runtime.block_on(caller.make(call)).unwrap_err().contains("400"));
        let text = server.join().unwrap().replace(&port.to_string(), "PORT");
        let mut lines: Vec<String> = text.split("\r\n").map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    }

    fn is_whole(bytes: &[u8]) -> bool {
        let text = std::str::from_utf8(bytes).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        body.len() == length.map_or(0, |length| length.parse().unwrap())
    }
}
