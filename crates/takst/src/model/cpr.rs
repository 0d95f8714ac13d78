//! CPR numbers must not enter a case file, and never leave in any output (R2.2).

use std::borrow::Cow;

/// What stands in the place of a CPR number.
const MASK: &str = "xxxxxx-xxxx";

/// Where the first thing that looks like a CPR number begins and ends: six digits that begin with a day and a month, an
/// optional hyphen or space, four digits, no digit beside them.
fn find(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let digits_from = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = 0;
    while at < bytes.len() {
        let run = digits_from(at);
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        let dated = run >= 6 && is_day_and_month(&bytes[at..at + 4]);
        if dated && run == 10 {
            return Some((at, end));
        }
        if dated && run == 6 && matches!(bytes.get(end), Some(b'-' | b' ')) && digits_from(end + 1) == 4 {
            return Some((at, end + 5));
        }
        at = end;
    }
    None
}

fn is_day_and_month(ddmm: &[u8]) -> bool {
    let two = |i: usize| (ddmm[i] - b'0') * 10 + (ddmm[i + 1] - b'0');
    // Replacement numbers add 60 to the day.
    matches!(two(0), 1..=31 | 61..=91) && matches!(two(2), 1..=12)
}

/// Whether a CPR number seems to stand anywhere in `text`.
pub(crate) fn looks_like_one(text: &str) -> bool {
    find(text).is_some()
}

/// `text` with everything that looks like a CPR number masked.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let Some((start, end)) = find(text) else { return Cow::Borrowed(text) };
    Cow::Owned(format!("{}{MASK}{}", &text[..start], masked(&text[end..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_cpr_numbers_from_other_numbers() {
        for cpr in ["010190-1234", "0101901234", "sag 311299-0001", "610190 1234", "x0112901234y"] {
            assert!(looks_like_one(cpr), "{cpr}");
        }
        for other in ["2023000123", "S-000001", "01019012345", "010190-12345", "321290-1234", "011390-1234", "12345", "1010-1990", "æ010190ø1234"] {
            assert!(!looks_like_one(other), "{other}");
        }
    }

    #[test]
    fn masks_every_one() {
        assert_eq!(masked("a 010190-1234, 0202901234 ø"), "a xxxxxx-xxxx, xxxxxx-xxxx ø");
    }
}
