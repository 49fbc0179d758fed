//! How long a server asks to wait.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use runtime_tests::Error;
use runtime_tests::server::Answer;

use crate::support::start;

/// What an answer with these headers asks for, in seconds.
async fn asked(headers: &[(&str, &str)]) -> Option<u64> {
    let (_server, client) = start(vec![Answer::with_headers(429, headers, "")]).await;
    let error = client.list_customers().await.unwrap_err();
    let wait = error.retry_after();
    let Error::Api(error) = error else { panic!() };
    assert_eq!(error.retry_after(), wait);
    wait.map(|wait| wait.as_secs())
}

#[tokio::test]
async fn seconds_are_digits_only_and_at_most_a_year() {
    for (text, seconds) in [
        ("0", Some(0)),
        (" 120 ", Some(120)),
        ("0120", Some(120)),
        ("31622400", Some(31_622_400)),
        ("31622401", None),
        ("99999999999999999999999", None),
        ("-5", None),
        ("+5", None),
        ("1.5", None),
        ("1e3", None),
        ("5 s", None),
        ("", None),
        ("soon", None),
    ] {
        assert_eq!(asked(&[("retry-after", text)]).await, seconds, "{text:?}");
    }
    assert_eq!(asked(&[]).await, None);
}

#[tokio::test]
async fn a_date_is_read_in_its_three_forms_against_the_clock_of_the_server() {
    const NOW: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (text, seconds) in [
        ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
        ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
        ("Sun Nov  6 08:50:37 1994", Some(60)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
        ("Sun, 06 Nov 1994 08:49:36 GMT", None),
        ("Mon, 06 Nov 1995 08:49:37 GMT", Some(365 * 86_400)),
        ("Tue, 28 Feb 1995 08:49:37 GMT", Some(114 * 86_400)),
        ("Wed, 06 Nov 1996 08:49:37 GMT", None),
        ("Sat, 31 Dec 1994 23:59:60 GMT", Some(55 * 86_400 + 54_623)),
        ("Wed, 29 Feb 1995 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 24:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 PST", None),
        ("Sun, -6 Nov 1994 08:49:37 GMT", None),
        ("Sun, 00 Nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 0094 08:49:37 GMT", None),
        ("1994-11-06T08:50:37Z", None),
    ] {
        assert_eq!(asked(&[NOW, ("retry-after", text)]).await, seconds, "{text:?}");
    }
    let leap = [
        ("date", "Mon, 28 Feb 2000 00:00:00 GMT"),
        ("retry-after", "Wed, 01 Mar 2000 00:00:00 GMT"),
    ];
    assert_eq!(asked(&leap).await, Some(2 * 86_400));
}

#[tokio::test]
async fn without_a_date_of_the_server_our_own_clock_is_asked() {
    let passed = [("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT")];
    assert_eq!(asked(&passed).await, None);
    let in_three_days = SystemTime::now() + Duration::from_secs(3 * 86_400);
    let seconds = in_three_days.duration_since(UNIX_EPOCH).unwrap().as_secs();
    let date = jiff::Timestamp::from_second(seconds.try_into().unwrap()).unwrap();
    let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&date);
    let wait = asked(&[("retry-after", &text.unwrap())]).await.unwrap();
    assert!((3 * 86_400 - 60..=3 * 86_400).contains(&wait), "{wait}");
}
