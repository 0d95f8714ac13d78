//! Case files of vectors, read strictly: a slip in a published file is worse than one in a program.

use super::{Answered, Hand, TOTALS, Vector, directory, expected};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use takst_oracle::Row;

const KEYS: [&str; 12] = ["id", "title", "why", "rules", "source", "as_of", "from", "until", "policy", "catalogue", "hand", "rows"];

pub(super) fn case_file(id: &str) -> Vector {
    let path = directory().join(format!("{id}.case.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let case = Case { id, object: object(&value, id) };
    case.known(&KEYS);
    assert_eq!(case.text("id"), id, "{}: the id is not the file's name", path.display());
    Vector {
        id: id.to_owned(),
        title: case.text("title"),
        why: case.text("why"),
        rules: case.texts("rules"),
        source: case.text("source"),
        as_of: case.text_or_none("as_of"),
        from: case.text_or_none("from"),
        until: case.text_or_none("until"),
        policy: case.policy(),
        catalogue: case.text_or_none("catalogue"),
        hand: case.hand(),
        rows: case.rows(),
    }
}

fn object<'a>(value: &'a Value, what: &str) -> &'a Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("{what}: no object"))
}

struct Case<'a> {
    id: &'a str,
    object: &'a Map<String, Value>,
}

impl Case<'_> {
    fn known(&self, keys: &[&str]) {
        for key in self.object.keys() {
            assert!(keys.contains(&key.as_str()), "{}: {key} is no key of this table", self.id);
        }
    }

    fn text_or_none(&self, key: &str) -> Option<String> {
        let value = self.object.get(key)?;
        Some(value.as_str().unwrap_or_else(|| panic!("{}: {key} is no text", self.id)).to_owned())
    }

    fn text(&self, key: &str) -> String {
        let text = self.text_or_none(key).unwrap_or_else(|| panic!("{}: {key} is absent", self.id));
        assert!(!text.trim().is_empty(), "{}: {key} is empty", self.id);
        text
    }

    fn list(&self, key: &str) -> &[Value] {
        self.object.get(key).and_then(Value::as_array).unwrap_or_else(|| panic!("{}: {key} is no list", self.id))
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{}: {key} holds something else than text", self.id)).to_owned();
        self.list(key).iter().map(text).collect()
    }

    fn inner(&self, key: &str) -> Option<Case<'_>> {
        self.object.get(key).map(|value| Case { id: self.id, object: object(value, self.id) })
    }

    fn policy(&self) -> BTreeMap<String, Answered> {
        let Some(policy) = self.inner("policy") else { return BTreeMap::new() };
        let setting = |name: &String| {
            let answered = policy.inner(name).expect("a key of the table");
            answered.known(&["value", "source"]);
            (name.clone(), Answered { value: answered.text("value"), source: answered.text_or_none("source") })
        };
        policy.object.keys().map(setting).collect()
    }

    fn hand(&self) -> Hand {
        let hand = self.inner("hand").unwrap_or_else(|| panic!("{}: hand is absent", self.id));
        hand.known(&["lines", "net", "vat", "own_payment", "refund", "at_stake", "cost", "problems"]);
        let lines = hand.object.get("lines").and_then(Value::as_u64).unwrap_or_else(|| panic!("{}: hand.lines is no number", self.id));
        Hand {
            lines: usize::try_from(lines).expect("a small number"),
            totals: TOTALS.into_iter().map(|column| (column, expected::oere(&hand.text(column)))).collect(),
            problems: hand.texts("problems"),
        }
    }

    /// Rows hold text only, as case files do.
    fn rows(&self) -> Vec<Row> {
        let cell = |(column, value): (&String, &Value)| {
            assert!(takst::Column::ALL.iter().any(|known| known.as_str() == column), "{}: {column} is no column", self.id);
            (column.clone(), value.as_str().unwrap_or_else(|| panic!("{}: {column} is no text", self.id)).to_owned())
        };
        let rows = self.list("rows");
        assert!(!rows.is_empty(), "{}: no rows", self.id);
        rows.iter().map(|row| Row { cells: object(row, self.id).iter().map(cell).collect() }).collect()
    }
}
