//! Whether the rule of the refund is one of the section that a service is given under.

use crate::cursor::Cursor;
use crate::problem::Flaw;
use crate::structure::Findings;
use takst::catalogue::{RefundRule, is_social_care};

/// Warns of a rule of another section. A legal basis of several sections may have the rules of each, and none is a rule of no section.
pub(crate) fn check(service: &Cursor<'_>, findings: &mut Findings<'_, '_>) {
    let Some(rule) = service.word("refund", RefundRule::from_word).filter(|rule| *rule != RefundRule::None) else { return };
    let Some(basis) = service.owned("legal_basis").filter(|basis| is_social_care(basis)) else { return };
    let named: Vec<(&str, RefundRule)> = RefundRule::ALL.iter().filter_map(|rule| Some((rule.section()?, *rule))).collect();
    let named = named.into_iter().filter(|(section, _)| names(&basis, section));
    let (mut sections, rules): (Vec<&str>, Vec<RefundRule>) = named.unzip();
    if rules.is_empty() || rules.contains(&rule) {
        return;
    }
    sections.dedup();
    let rules: Vec<&str> = rules.into_iter().map(RefundRule::as_str).collect();
    findings.flaw(&service.path_of("refund"), Flaw::RuleOfOtherSection { section: sections.join(", "), rules: rules.join(", ") });
}

/// Whether a legal basis names a section: its number stands by itself, and a letter behind it with or without a space.
fn names(basis: &str, section: &str) -> bool {
    let (number, letter) = section.split_once(' ').map_or((section, None), |(number, letter)| (number, letter.chars().next()));
    basis.match_indices(number).any(|(at, _)| {
        let before = basis[..at].chars().next_back();
        let mut behind = basis[at + number.len()..].chars();
        if before.is_some_and(|c| c.is_alphanumeric()) {
            return false;
        }
        let mut next = behind.next();
        if next == Some(' ') && letter.is_some() {
            next = behind.next();
        }
        match letter {
            Some(letter) => next == Some(letter) && behind.next().is_none_or(|c| !c.is_alphanumeric()),
            None => next.is_none_or(|c| !c.is_alphanumeric()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_stands_by_itself() {
        for basis in ["SEL § 110", "SEL §110", "SEL §§ 109 og 110", "SEL § 110, stk. 2"] {
            assert!(names(basis, "110"), "{basis}");
        }
        for basis in ["SEL § 1100", "SEL § 110b", "SEL § 107", "SEL § 11"] {
            assert!(!names(basis, "110"), "{basis}");
        }
        for basis in ["SEL § 85 a", "SEL § 85a", "SEL § 85 a, stk. 1"] {
            assert!(names(basis, "85 a"), "{basis}");
        }
        for basis in ["SEL § 85", "SEL § 85 og 110", "SEL § 85 af lov", "SEL § 185 a"] {
            assert!(!names(basis, "85 a"), "{basis}");
        }
    }
}
