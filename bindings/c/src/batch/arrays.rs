//! The caller's arrays, checked before any other library reads them: all that can be seen without trust in a length that only the caller knows.
//!
//! What cannot be seen is whether a buffer, a list of buffers or a list of children is as long as the array says.

use super::callback::Token;
use super::columns::Columns;
use super::interface::{Node, child};
use arrow_array::ffi::from_ffi_and_data_type;
use arrow_array::{ArrayRef, NullArray, RecordBatchOptions};
use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;
use takst_batch::exchange::{Array, ArrowError, DataType, FFI_ArrowArray, RecordBatch, StructArray};

/// Most values of an array, its offset included: as many of the widest type are still an object in memory.
const MOST_VALUES: i64 = (isize::MAX / 64) as i64;
/// Most buffers of an array.
const MOST_BUFFERS: i64 = 1 << 20;

/// The rows of an array. Columns that no case file has are not read.
///
/// # Safety
/// The buffers and lists that the array names are as long as its numbers say.
pub(super) unsafe fn rows(array: FFI_ArrowArray, columns: &Columns, trusted: bool, token: &Token) -> Result<RecordBatch, ArrowError> {
    let refused = |why: String| ArrowError::CDataInterface(why);
    // The same struct, with all its fields. It is released as what it was.
    let given = Given { node: unsafe { std::mem::transmute::<FFI_ArrowArray, Node>(array) }, token: token.clone() };
    let length = unsafe { check_rows(&given.node, columns) }.map_err(refused)?;
    if length == 0 {
        return Ok(RecordBatch::new_empty(columns.schema.clone()));
    }
    let part = unsafe { from_ffi_and_data_type(given.part(columns, trusted), columns.rows_type()) }?;
    // A row that is null as a whole would pass as one of its hidden values.
    if part.null_count() > 0 {
        return Err(refused(null_rows(part.null_count())));
    }
    let read = StructArray::from(part);
    let absent: ArrayRef = Arc::new(NullArray::new(length));
    let mut arrays = vec![absent; columns.schema.fields().len()];
    for (array, place) in read.columns().iter().zip(&columns.read) {
        if !trusted {
            let name = columns.schema.field(*place).name();
            array.to_data().validate_full().map_err(|error| refused(format!("the column {name}: {error}")))?;
        }
        arrays[*place] = array.clone();
    }
    RecordBatch::try_new_with_options(columns.schema.clone(), arrays, &RecordBatchOptions::new().with_row_count(Some(length)))
}

fn null_rows(count: impl std::fmt::Display) -> String {
    format!("{count} rows are null as a whole")
}

/// An array of the caller's. It is released when nothing of it is read any more.
struct Given {
    node: Node,
    token: Token,
}

// Arrow arrays may be read and released by any thread.
unsafe impl Send for Given {}
unsafe impl Sync for Given {}

impl Drop for Given {
    fn drop(&mut self) {
        if let Some(release) = self.node.release {
            self.token.call(|| unsafe { release(&raw mut self.node) });
        }
    }
}

/// What stands behind an array that has some of the columns of another.
struct Part {
    _given: Given,
    children: Vec<*mut Node>,
    /// The bits that say which rows are valid.
    buffers: [*const c_void; 1],
}

impl Given {
    /// The columns that are read, as an array of their own.
    unsafe fn part(self, columns: &Columns, trusted: bool) -> FFI_ArrowArray {
        let table = &self.node;
        let (length, offset, null_count) = (table.length, table.offset, if trusted { table.null_count } else { -1 });
        let children = columns.read.iter().filter_map(|place| unsafe { child::<Node>(table.children, *place) });
        let children: Vec<*mut Node> = children.map(|node| ptr::from_ref(node).cast_mut()).collect();
        let buffers = [if table.n_buffers == 0 { ptr::null() } else { unsafe { table.buffers.read_unaligned() } }];
        let mut part = Box::new(Part { _given: self, children, buffers });
        let (n_children, children) = (part.children.len() as i64, part.children.as_mut_ptr());
        let part = Box::into_raw(part);
        let node = unsafe {
            Node {
                length,
                null_count,
                offset,
                n_buffers: 1,
                n_children,
                buffers: (&raw mut (*part).buffers).cast(),
                children,
                dictionary: ptr::null_mut(),
                release: Some(release_part),
                private_data: part.cast(),
            }
        };
        unsafe { std::mem::transmute::<Node, FFI_ArrowArray>(node) }
    }
}

unsafe extern "C" fn release_part(node: *mut Node) {
    let Some(node) = (unsafe { node.as_mut() }) else { return };
    node.release = None;
    drop(unsafe { Box::from_raw(node.private_data.cast::<Part>()) });
}

/// Checks the rows and the columns that are read. Returns the number of rows.
unsafe fn check_rows(table: &Node, columns: &Columns) -> Result<usize, String> {
    let of_rows = |why| format!("the rows: {why}");
    check_numbers(table).map_err(of_rows)?;
    if table.null_count > 0 {
        return Err(null_rows(table.null_count));
    }
    if !(0..=1).contains(&table.n_buffers) {
        return Err(of_rows(format!("{} buffers, not 1", table.n_buffers)));
    }
    if table.n_buffers == 1 && table.buffers.is_null() {
        return Err(of_rows("there is no list of buffers".to_owned()));
    }
    let wanted = columns.schema.fields().len();
    if usize::try_from(table.n_children) != Ok(wanted) {
        return Err(of_rows(format!("{} children, and the schema has {wanted}", table.n_children)));
    }
    for place in 0..wanted {
        let found = unsafe { child::<Node>(table.children, place) };
        let node = found.ok_or_else(|| of_rows(format!("child number {place} is NULL or not aligned")))?;
        if columns.read.contains(&place) {
            let field = columns.schema.field(place);
            let of_column = |why| format!("the column {}: {why}", field.name());
            unsafe { check(node, field.data_type()) }.map_err(of_column)?;
            let rows = table.length + table.offset;
            if node.length < rows {
                return Err(of_column(format!("{} values for {rows} rows", node.length)));
            }
        }
    }
    usize::try_from(table.length).map_err(|_| of_rows("there are more than memory holds".to_owned()))
}

/// The numbers that every array has.
fn check_numbers(node: &Node) -> Result<(), String> {
    let Node { length, offset, null_count, .. } = *node;
    let values = length.checked_add(offset).filter(|values| length >= 0 && offset >= 0 && *values <= MOST_VALUES);
    if values.is_none() {
        return Err(format!("length {length} with offset {offset} is not possible"));
    }
    if !(-1..=length).contains(&null_count) {
        return Err(format!("null_count {null_count} of {length} values is not possible"));
    }
    Ok(())
}

/// Checks an array of single values, and its dictionary.
unsafe fn check(node: &Node, of: &DataType) -> Result<(), String> {
    check_numbers(node)?;
    if node.n_children != 0 {
        return Err(format!("{} children, and its type has none", node.n_children));
    }
    match (of, unsafe { dictionary(node) }?) {
        (DataType::Dictionary(_, values), Some(dictionary)) => {
            unsafe { check(dictionary, values) }.map_err(|why| format!("its dictionary: {why}"))?
        }
        (DataType::Dictionary(..), None) => return Err("it has no dictionary".to_owned()),
        (_, Some(_)) => return Err("it has a dictionary, and its type has none".to_owned()),
        (_, None) => {}
    }
    let buffers = unsafe { Buffers::of(node, of) }?;
    let values = node.length + node.offset;
    if node.null_count > 0 && buffers.get(0).is_null() {
        return Err(format!("null_count {} without the buffer that says which", node.null_count));
    }
    match of {
        DataType::Null => Ok(()),
        DataType::Utf8 => unsafe { check_text::<i32>(&buffers, values) },
        DataType::LargeUtf8 => unsafe { check_text::<i64>(&buffers, values) },
        DataType::Utf8View => unsafe { check_views(&buffers, values) },
        _ => buffers.given(1, values > 0).map(drop),
    }
}

unsafe fn dictionary(node: &Node) -> Result<Option<&Node>, String> {
    match node.dictionary.is_aligned() {
        true => Ok(unsafe { node.dictionary.as_ref() }),
        false => Err("its dictionary is not aligned".to_owned()),
    }
}

/// The buffers of an array, as many as its type has.
struct Buffers<'a> {
    node: &'a Node,
}

impl<'a> Buffers<'a> {
    unsafe fn of(node: &'a Node, of: &DataType) -> Result<Buffers<'a>, String> {
        let (count, wanted) = (node.n_buffers, wanted(of));
        let is_right = if matches!(of, DataType::Utf8View) { (wanted..=MOST_BUFFERS).contains(&count) } else { count == wanted };
        match (is_right, node.buffers.is_null() && count > 0) {
            (false, _) => Err(format!("{count} buffers, and its type has {wanted}")),
            (true, true) => Err("there is no list of buffers".to_owned()),
            (true, false) => Ok(Buffers { node }),
        }
    }

    /// A buffer of those that are there.
    fn get(&self, place: usize) -> *const c_void {
        if place as i64 >= self.node.n_buffers {
            return ptr::null();
        }
        // The list is as long as the array says.
        unsafe { self.node.buffers.add(place).read_unaligned() }
    }

    /// A buffer that must not be NULL where it is needed.
    fn given(&self, place: usize, is_needed: bool) -> Result<*const c_void, String> {
        let buffer = self.get(place);
        if is_needed && buffer.is_null() { Err(format!("buffer number {place} is NULL")) } else { Ok(buffer) }
    }

    /// The same, of numbers that are read.
    fn numbers<T>(&self, place: usize, is_needed: bool) -> Result<*const T, String> {
        let buffer = self.given(place, is_needed)?.cast::<T>();
        if buffer.is_aligned() { Ok(buffer) } else { Err(format!("buffer number {place} is not aligned")) }
    }
}

/// Buffers of a type; of views the least number.
fn wanted(of: &DataType) -> i64 {
    match of {
        DataType::Null => 0,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => 3,
        _ => 2,
    }
}

/// Text: the last offset is the length of its bytes.
unsafe fn check_text<O: Copy + Into<i64>>(buffers: &Buffers<'_>, values: i64) -> Result<(), String> {
    let offsets = buffers.numbers::<O>(1, true)?;
    // As many offsets as values, and one more.
    let end: i64 = unsafe { *offsets.add(values as usize) }.into();
    if !(0..=isize::MAX as i64).contains(&end) {
        return Err(format!("offset {end} at its end is not possible"));
    }
    buffers.given(2, values > 0 && end > 0).map(drop)
}

/// Views: the buffers of text stand between the views and the buffer with their lengths.
unsafe fn check_views(buffers: &Buffers<'_>, values: i64) -> Result<(), String> {
    buffers.given(1, values > 0)?;
    let last = (buffers.node.n_buffers - 1) as usize;
    let texts = last - 2;
    let lengths = buffers.numbers::<i64>(last, texts > 0)?;
    for text in 0..texts {
        let bytes = unsafe { *lengths.add(text) };
        if !(0..=isize::MAX as i64).contains(&bytes) {
            return Err(format!("buffer number {} of {bytes} bytes is not possible", text + 2));
        }
        buffers.given(text + 2, bytes > 0)?;
    }
    Ok(())
}
