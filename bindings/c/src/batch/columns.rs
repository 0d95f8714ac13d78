//! The schema of the caller's stream, checked before any other library reads it; and which of its columns are read.

use super::interface::{SchemaNode, child, string};
use arrow_array::types::{Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, validate_decimal_precision_and_scale};
use std::collections::HashSet;
use std::sync::Arc;
use std::{fmt, ptr};
use takst::Column;
use takst_batch::exchange::{DataType, FFI_ArrowSchema, Field, Schema, SchemaRef};

/// Most levels below the table; its columns are level 1. A dictionary is one level below the column that has it.
const DEEPEST: usize = 64;
/// Most columns of a table, and most children of a column.
const MOST_CHILDREN: i64 = 1 << 16;

/// The columns of a stream.
pub(super) struct Columns {
    /// Every column in order. Those that no case file has are of the null type: they are reported by name and never read.
    pub schema: SchemaRef,
    /// Places of the columns that are read.
    pub read: Vec<usize>,
}

impl Columns {
    /// Checks the schema and everything below it, and reads the columns of a case file.
    ///
    /// # Safety
    /// What the pointers of the schema lead to is as long as its numbers say.
    pub unsafe fn of(schema: &FFI_ArrowSchema) -> Result<Columns, String> {
        // The same struct, with all its fields.
        let table = unsafe { &*ptr::from_ref(schema).cast::<SchemaNode>() };
        unsafe { check(table) }?;
        let format = unsafe { string(table.format) }.unwrap_or_default();
        if format != "+s" {
            return Err(format!("the stream has values of the format {format:?}, not a table of columns"));
        }
        let (mut fields, mut read) = (Vec::new(), Vec::new());
        for place in 0..table.n_children as usize {
            let Some(column) = (unsafe { child(table.children, place) }) else { continue };
            let name = unsafe { name(column) };
            let data_type = if Column::from_name(name).is_some() {
                read.push(place);
                unsafe { data_type(column) }.map_err(|why| format!("the column {name}: {why}"))?
            } else {
                DataType::Null
            };
            fields.push(Field::new(name, data_type, true));
        }
        Ok(Columns { schema: Arc::new(Schema::new(fields)), read })
    }

    /// The columns that are read, as the type of their rows.
    pub fn rows_type(&self) -> DataType {
        DataType::Struct(self.read.iter().map(|place| self.schema.fields()[*place].clone()).collect())
    }
}

/// The name of a column; empty where there is none, or none in UTF-8.
unsafe fn name<'a>(column: &SchemaNode) -> &'a str {
    if column.name.is_null() { "" } else { unsafe { string(column.name) }.unwrap_or_default() }
}

/// A part of the schema: the table, a column, or something below a column.
#[derive(Clone, Copy)]
struct Part<'a> {
    node: &'a SchemaNode,
    level: usize,
    /// Number of the column, from 0, and its name.
    column: (usize, &'a str),
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.level == 0 {
            return f.write_str("the table");
        }
        f.write_str(if self.level == 1 { "the column " } else { "a part of the column " })?;
        match self.column {
            (number, "") => write!(f, "number {number}"),
            (_, name) => f.write_str(name),
        }
    }
}

/// Checks every part of the schema: its format and name, its number of children, how deep it lies, and that it is there once. Does not recurse.
unsafe fn check(table: &SchemaNode) -> Result<(), String> {
    let mut seen = HashSet::from([ptr::from_ref(table)]);
    let mut left = vec![Part { node: table, level: 0, column: (0, "") }];
    while let Some(part) = left.pop() {
        let node = part.node;
        if node.format.is_null() {
            return Err(format!("{part} has no format"));
        }
        for (what, text) in [("format", node.format), ("name", node.name)] {
            if !text.is_null() && unsafe { string(text) }.is_none() {
                return Err(format!("the {what} of {part} is not in UTF-8"));
            }
        }
        if !(0..=MOST_CHILDREN).contains(&node.n_children) {
            return Err(format!("{part} has {} children; 0 to {MOST_CHILDREN} are possible", node.n_children));
        }
        for place in 0..node.n_children as usize {
            let found = unsafe { child(node.children, place) };
            let below = found.ok_or_else(|| format!("child number {place} of {part} is NULL or not aligned"))?;
            let column = if part.level == 0 { (place, unsafe { name(below) }) } else { part.column };
            add(Part { node: below, level: part.level + 1, column }, &mut seen, &mut left)?;
        }
        if !node.dictionary.is_null() {
            let found = if node.dictionary.is_aligned() { unsafe { node.dictionary.as_ref() } } else { None };
            let below = found.ok_or_else(|| format!("the dictionary of {part} is not aligned"))?;
            add(Part { node: below, level: part.level + 1, column: part.column }, &mut seen, &mut left)?;
        }
    }
    Ok(())
}

/// Keeps a part for later, unless it lies too deep or was met before: a part has one parent, so that it is released once.
fn add<'a>(part: Part<'a>, seen: &mut HashSet<*const SchemaNode>, left: &mut Vec<Part<'a>>) -> Result<(), String> {
    if !seen.insert(ptr::from_ref(part.node)) {
        return Err(format!("{part} is in the schema more than once"));
    }
    if part.level > DEEPEST {
        return Err(format!("{part} lies deeper than {DEEPEST} levels"));
    }
    left.push(part);
    Ok(())
}

/// The type of a column that was checked: of single values, or of a dictionary of them.
unsafe fn data_type(column: &SchemaNode) -> Result<DataType, String> {
    let format = unsafe { string(column.format) }.unwrap_or_default();
    if format.starts_with('+') {
        return Err(format!("the format {format:?} is nested; a column of a case file has one value in each row"));
    }
    if column.n_children != 0 {
        return Err(format!("the format {format:?} has no children, and there are {}", column.n_children));
    }
    // Without the metadata, whose length only its text says.
    let alone = FFI_ArrowSchema::try_new(format, Vec::new(), None).and_then(|schema| DataType::try_from(&schema));
    let found = alone.map_err(|_| format!("the format {format:?} is not known"))?;
    let is_decimal = match found {
        DataType::Decimal32(digits, scale) => validate_decimal_precision_and_scale::<Decimal32Type>(digits, scale),
        DataType::Decimal64(digits, scale) => validate_decimal_precision_and_scale::<Decimal64Type>(digits, scale),
        DataType::Decimal128(digits, scale) => validate_decimal_precision_and_scale::<Decimal128Type>(digits, scale),
        DataType::Decimal256(digits, scale) => validate_decimal_precision_and_scale::<Decimal256Type>(digits, scale),
        _ => Ok(()),
    };
    is_decimal.map_err(|_| format!("the format {format:?} has more digits or decimals than its type"))?;
    // Not deeper than the schema.
    match unsafe { column.dictionary.as_ref() } {
        None => Ok(found),
        Some(_) if !found.is_dictionary_key_type() => Err(format!("the format {format:?} is not one of the keys of a dictionary")),
        Some(values) => Ok(DataType::Dictionary(Box::new(found), Box::new(unsafe { data_type(values) }?))),
    }
}
