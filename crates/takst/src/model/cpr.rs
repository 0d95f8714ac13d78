//! CPR numbers must not enter a case file, and never leave in any output (R2.2).

use std::borrow::Cow;

/// What stands in the place of a CPR number.
const MASK: &str = "xxxxxx-xxxx";

/// Digits of a CPR number.
const DIGITS: usize = 10;

/// Whether a character can separate the six digits from the four: white space, also of no width, a hyphen, dash or minus sign.
#[must_use]
pub const fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}'..='\u{2015}' | '\u{2060}' | '\u{2212}' | '\u{feff}')
}

/// Where the first thing from `at` on that looks like a CPR number begins and ends: six digits that begin with a day and a month, an
/// optional separator, four digits, no digit beside them. UUIDs and long hexadecimal texts are passed over.
fn find(text: &str, mut at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if bytes.len() < DIGITS {
        return None;
    }
    let digits_from = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    while at < bytes.len() {
        if let Some(end) = pseudonym(text, at) {
            at = end;
            continue;
        }
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
        if dated
            && run == 6
            && let Some(separator) = text[end..].chars().next().filter(|c| is_separator(*c))
        {
            let rest = end + separator.len_utf8();
            if pseudonym(text, rest).is_none() && digits_from(rest) == 4 {
                return Some((at, rest + 4));
            }
        }
        at = end;
    }
    None
}

/// Hexadecimal digits of the groups of a UUID.
const UUID: [usize; 5] = [8, 4, 4, 4, 12];
/// Hexadecimal digits from which a text is no number: a letter must be among them.
const LONG: usize = 24;

/// The end of a UUID, or of a long hexadecimal text, that begins at `at`. No letter or digit stands beside it.
fn pseudonym(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Looked at first, so that each letter of a long text is counted once.
    if !bytes.get(at)?.is_ascii_hexdigit() || is_beside(text[..at].chars().next_back()) {
        return None;
    }
    let hexadecimal_from = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_hexdigit()).count();
    let stands_alone = |end: &usize| !is_beside(text[*end..].chars().next());
    let first = hexadecimal_from(at);
    if first == UUID[0] {
        let mut end = at + first;
        for group in &UUID[1..] {
            if bytes.get(end) != Some(&b'-') || hexadecimal_from(end + 1) != *group {
                return None;
            }
            end += 1 + group;
        }
        return Some(end).filter(stands_alone);
    }
    let end = at + first;
    let is_long = first >= LONG && bytes[at..end].iter().any(u8::is_ascii_alphabetic);
    Some(end).filter(|end| is_long && stands_alone(end))
}

fn is_day_and_month(ddmm: &[u8]) -> bool {
    let two = |i: usize| (ddmm[i] - b'0') * 10 + (ddmm[i + 1] - b'0');
    // Replacement numbers add 60 to the day.
    matches!(two(0), 1..=31 | 61..=91) && matches!(two(2), 1..=12)
}

/// Whether a CPR number seems to stand anywhere in `text`.
pub(crate) fn looks_like_one(text: &str) -> bool {
    find(text, 0).is_some()
}

/// `text` with everything that looks like a CPR number masked.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let Some(mut found) = find(text, 0) else { return Cow::Borrowed(text) };
    let (mut masked, mut shown) = (String::with_capacity(text.len()), 0);
    loop {
        let (start, end) = found;
        masked.push_str(&text[shown..start]);
        masked.push_str(MASK);
        shown = end;
        match find(text, end) {
            Some(next) => found = next,
            None => break,
        }
    }
    masked.push_str(&text[shown..]);
    Cow::Owned(masked)
}

/// Returns the beginning of a text as messages show it: CPR numbers masked, without control characters, at most `most` characters.
///
/// It is masked before it is cut, so that no part of a number is left, and again where the removal of a control character made a number.
#[must_use]
pub fn shown(text: &str, most: usize) -> String {
    let visible: String = masked(text).chars().filter(|c| !c.is_control()).collect();
    masked(&visible).chars().take(most).collect()
}

/// Returns the CPR numbers of a text in order, ten digits each, without separator. For callers that compare them with the citizens' own numbers; they must not be kept.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    let (mut numbers, mut at) = (Vec::new(), 0);
    while let Some((start, end)) = find(text, at) {
        numbers.push(text[start..end].chars().filter(char::is_ascii_digit).collect());
        at = end;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_text() {
        assert_eq!(numbers("a 010190-1234, 0202901234 og 030390 1234"), ["0101901234", "0202901234", "0303901234"]);
        assert!(numbers("sag 2023000123, 3f2504e0-4f89-41d3-9a0c-0f0101901234").is_empty());
    }

    #[test]
    fn tells_cpr_numbers_from_other_numbers() {
        for cpr in ["010190-1234", "0101901234", "sag 311299-0001", "610190 1234", "x0112901234y"] {
            assert!(looks_like_one(cpr), "{cpr}");
        }
        for other in ["2023000123", "S-000001", "01019012345", "010190-12345", "321290-1234", "011390-1234", "12345", "1010-1990", "æ010190ø1234"] {
            assert!(!looks_like_one(other), "{other}");
        }
    }

    /// What may stand between the six and the four digits.
    const SEPARATORS: [char; 37] = [
        '\t', '\n', '\u{b}', '\u{c}', '\r', ' ', '-', '\u{85}', '\u{a0}', '\u{ad}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}',
        '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{200b}', '\u{2010}', '\u{2011}', '\u{2012}',
        '\u{2013}', '\u{2014}', '\u{2015}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{2060}', '\u{2212}', '\u{3000}', '\u{feff}',
    ];

    #[test]
    fn white_space_hyphens_dashes_and_minus_signs_separate() {
        let separates = |c: &char| looks_like_one(&format!("010190{c}1234"));
        assert_eq!(('\0'..=char::MAX).filter(separates).collect::<Vec<_>>(), SEPARATORS);

        assert_eq!(numbers("010190–1234, 020290\u{a0}1234"), ["0101901234", "0202901234"]);
        assert_eq!(masked("sag 010190–1234–2, ø"), "sag xxxxxx-xxxx–2, ø");
        for other in ["010190––1234", "010190 – 1234", "010190–12345", "1010190–1234", "321290–1234", "10190–1234", "010190–", "010190–123–4"]
        {
            assert!(!looks_like_one(other), "{other}");
        }
        // The four digits belong to a pseudonym, as behind a hyphen.
        assert!(!looks_like_one("010190–1234abcdef1234abcdef12345"));
        assert!(looks_like_one("3f2504e0-4f89-41d3-9a0c-0f0101901234–010190–1234"));
    }

    #[test]
    fn masked_texts_show_no_digits() {
        for separator in SEPARATORS.iter().map(char::to_string).chain([String::new()]) {
            for before in ["", "x", "sag ", "–", "\u{a0}", "020290–", "ø-"] {
                for after in ["", "x", " 2", "–", "\u{a0}og", ".", "-0"] {
                    let text = format!("{before}010190{separator}1234{after}");
                    let masked = masked(&text);
                    assert_eq!(masked, format!("{before}{MASK}{after}"), "{text}");
                    assert!(!masked.contains("010190") && !masked.contains("1234") && !looks_like_one(&masked), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_is_shown_holds_no_part_of_a_number() {
        assert_eq!(shown("a\u{7}b 010190-1234", 200), "ab xxxxxx-xxxx");
        // Across the cut; made by the removal of a control character; masked before the removal put a digit beside it.
        assert_eq!(shown("sag 010190-1234", 12), "sag xxxxxx-x");
        assert_eq!(shown("0101\u{7}90-1234, 010190\u{1}1234", 200), "xxxxxx-xxxx, xxxxxx-xxxx");
        assert_eq!(shown("010190-1234\u{7}5", 200), "xxxxxx-xxxx5");
    }

    #[test]
    fn uuids_hold_none() {
        // Each has a group of twelve in which ten digits or six would stand alone, or groups that look like 6-4 across a hyphen.
        for uuid in ["a1b2c3d4-0101-4901-8234-010190123456", "abc01019-0123-4010-9012-a0101901234b", "3F2504E0-4F89-41D3-9A0C-0F0101901234"] {
            assert!(!looks_like_one(uuid), "{uuid}");
            for around in [format!("sag {uuid}"), format!("{uuid}/2"), format!("x_{uuid}"), format!("({uuid})")] {
                assert!(!looks_like_one(&around), "{around}");
            }
        }
        // The rest of the value is searched.
        let uuid = "3f2504e0-4f89-41d3-9a0c-0f0101901234";
        assert_eq!(masked(&format!("{uuid} 010190-1234 {uuid}")), format!("{uuid} xxxxxx-xxxx {uuid}"));
        // No UUID: a letter or digit beside it, a group too short or too long, a letter that is no hexadecimal digit.
        for other in [
            "x3f2504e0-4f89-41d3-9a0c-0f0101901234",
            "æ3f2504e0-4f89-41d3-9a0c-0f0101901234",
            "3f2504e0-4f89-41d3-9a0c-0f0101901234x",
            "3f2504e-4f89-41d3-9a0c-0f0101901234",
            "3f2504e0-4f89-41d3-9a0c-ga0101901234",
        ] {
            assert!(looks_like_one(other), "{other}");
        }
    }

    #[test]
    fn long_hexadecimal_texts_with_a_letter_hold_none() {
        // SHA-256 and others from 24 digits: ten digits between letters look like a CPR number otherwise.
        let long = ["abcdef0101901234abcdef01", "ABCDEF0101901234ABCDEF01", "0101901234abcdefABCDEF01"];
        for text in long {
            assert_eq!(text.len(), 24);
            assert!(!looks_like_one(text) && !looks_like_one(&format!("id:{text}")) && !looks_like_one(&format!("{text}{text}")), "{text}");
        }
        // 23 digits, one that is no hexadecimal digit, a letter beside them.
        for text in ["abcdef0101901234abcdef0", "abcdef0101901234abcdefg1", "xabcdef0101901234abcdef01", "abcdef0101901234abcdef01ø"] {
            assert!(looks_like_one(text), "{text}");
        }
        // Digits alone are none of it, and hold no CPR number either: more than ten are not one.
        assert!(!looks_like_one("010190123401019012340101"));
        // What stands beside such a text is searched for itself.
        assert!(looks_like_one("010190-1234/abcdef0101901234abcdef01"));
        assert!(!looks_like_one("010190-1234abcdef1234abcdef12345"), "the four digits belong to the hexadecimal text");
        assert!(looks_like_one("abcdef0101901234abcdef01-010190 1234"));
    }

    #[test]
    fn masks_every_one() {
        assert_eq!(masked("a 010190-1234, 0202901234 ø"), "a xxxxxx-xxxx, xxxxxx-xxxx ø");
        // The second is no long hexadecimal text of its own: a digit stands beside it.
        assert_eq!(masked("x0101901234abcdef0101901234abcdef01"), "xxxxxxx-xxxxabcdefxxxxxx-xxxxabcdef01");
        // As long as the longest header, in linear time and on a small stack.
        let many = "0101901234,".repeat(100_000);
        assert_eq!(masked(&many), "xxxxxx-xxxx,".repeat(100_000));
        assert_eq!(masked(&"ab".repeat(500_000)), "ab".repeat(500_000));
    }
}
