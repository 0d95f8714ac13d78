//! SHA-256 receipts: which catalogue and which policy a figure rests on.

use sha2::{Digest, Sha256};
use takst::Policy;

/// SHA-256 over files in the order of their names: each name, a zero byte, the length of the bytes as eight bytes
/// (most significant first), the bytes.
pub(crate) fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut sorted: Vec<(&str, &str)> = files.into_iter().collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    for (name, text) in sorted {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hex(hash)
}

/// SHA-256 of a text.
pub(crate) fn of_text(text: &str) -> String {
    hex(Sha256::new_with_prefix(text))
}

/// SHA-256 of the [`policy_text`]: the same for every file that gives the same answers, and for the defaults. Receipts show that of a policy which knows its
/// catalogue: a policy that was read, [`default_policy`](crate::default_policy), or that of a book.
#[must_use]
pub fn policy_sha256(policy: &Policy) -> String {
    hex(Sha256::new_with_prefix(policy_text(policy)))
}

/// Every setting in the order of the documentation, one a line: `name = value`, and ` ; source` where there is one.
#[must_use]
pub fn policy_text(policy: &Policy) -> String {
    let line = |entry: takst::PolicyEntry<'_>| match entry.source {
        Some(source) => format!("{} = {} ; {source}\n", entry.name, entry.value),
        None => format!("{} = {}\n", entry.name, entry.value),
    };
    policy.entries().into_iter().map(line).collect()
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_order_nor_the_border_between_files_is_lost() {
        let hash = of_files([("a", "1"), ("b", "2")]);
        assert_eq!(hash, of_files([("b", "2"), ("a", "1")]));
        assert_ne!(hash, of_files([("a", "1b"), ("", "2")]));
        assert_ne!(hash, of_files([("a", "2"), ("b", "1")]));
        assert_eq!(of_files([]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"); // SHA-256 of nothing
    }
}
