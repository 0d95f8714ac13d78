//! JSON Schemas (draft 2020-12) of the kinds of file, for editors. Made from the same shapes the loader reads by.

use crate::builtin::builtin;
use crate::format::{LAW_FILE, PROVIDER_FILE, SETTING};
use crate::parties::format::PARTIES_FILE;
use crate::policy::default_policy;
use crate::shape::{Form, Key, Need};
use serde_json::{Map, Value, json};

/// The schemas of provider, law, policy and parties files, under the keys `provider`, `law`, `policy` and `parties`.
#[must_use]
pub fn schema() -> Value {
    json!({
        "provider": file("takst catalogue: provider file", table(PROVIDER_FILE)),
        "law": file("takst catalogue: law file", table(LAW_FILE)),
        "policy": file("takst policy file", policy()),
        "parties": file("takst parties file", table(PARTIES_FILE)),
    })
}

fn file(title: &str, mut schema: Value) -> Value {
    if let Value::Object(keys) = &mut schema {
        keys.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        keys.insert("title".to_owned(), json!(title));
    }
    schema
}

fn policy() -> Value {
    let settings = default_policy(builtin());
    let setting = |entry: &takst::PolicyEntry<'_>| {
        let mut setting = table(SETTING);
        setting["description"] = json!(format!("{} Values: {}. Default: {}.", entry.meaning, entry.allowed, entry.value));
        (entry.name.to_owned(), setting)
    };
    let properties: Map<String, Value> = settings.entries().iter().map(setting).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn table(shape: &[Key]) -> Value {
    let property = |key: &Key| {
        let mut schema = form(key.form);
        schema["description"] = json!(key.about);
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = shape.iter().map(property).collect();
    let required: Vec<&str> = shape.iter().filter(|key| key.need != Need::Optional).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// A day from 1900 to 2199, as a pattern.
const DATE: &str = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

fn form(form: Form) -> Value {
    match form {
        Form::Text => json!({ "type": "string", "minLength": 1 }),
        Form::Id => json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" }),
        Form::ServiceId => json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" }),
        Form::Word(words) => json!({ "type": "string", "enum": words }),
        // No native TOML date and no bare number: both would lose what was written.
        Form::Date => json!({ "type": "string", "pattern": format!("^{DATE}$") }),
        Form::DateOrOpen => json!({ "type": "string", "pattern": format!("^(open|{DATE})$") }),
        Form::Number { decimals, .. } => json!({ "type": "string", "pattern": format!("^[0-9]+(\\.[0-9]{{1,{decimals}}}0*)?$") }),
        Form::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Form::YesNo => json!({ "type": "boolean" }),
        Form::Line => json!({ "type": "string" }),
        Form::Digits { min, max } => json!({ "type": "string", "pattern": format!("^[0-9]{{{min},{max}}}$") }),
        Form::Words(words) => json!({ "type": "array", "items": { "type": "string", "enum": words } }),
        Form::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1 }),
        Form::Pair { min, max } => {
            json!({ "type": "array", "items": { "type": "integer", "minimum": min, "maximum": max }, "minItems": 2, "maxItems": 2 })
        }
        Form::TextOr(shape) => json!({ "anyOf": [{ "type": "string", "minLength": 1 }, table(shape)] }),
        Form::Table(shape) => table(shape),
        Form::Tables(shape) => json!({ "type": "array", "items": table(shape) }),
    }
}
