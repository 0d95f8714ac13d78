//! Batches of lines as arrays of the Arrow C data interface: one block of memory for a whole batch, which points into the columns where they are.
//!
//! A batch of lines has some fifty arrays, counting dictionaries, and a run has a batch for each few thousand lines. One allocation for each of them would
//! cost more than pricing.

use super::interface::Node;
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Decimal64Type, Decimal128Type, Int32Type, Int64Type};
use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;
use takst_batch::exchange::{Array, DataType, FFI_ArrowArray, RecordBatch, StructArray};

/// The memory of the nodes of a batch and of what they point to. Each node holds one reference, so that a consumer may keep one column and release the rest.
struct Block {
    nodes: *mut [Node],
    buffers: *mut [*const c_void],
    children: *mut [*mut Node],
    /// Keeps the columns.
    _batch: RecordBatch,
}

// A block is written while it is made; afterwards each node has one owner, as the interface says.
unsafe impl Send for Block {}
unsafe impl Sync for Block {}

impl Drop for Block {
    fn drop(&mut self) {
        unsafe {
            drop(Box::from_raw(self.nodes));
            drop(Box::from_raw(self.buffers));
            drop(Box::from_raw(self.children));
        }
    }
}

/// A column as the interface describes it: the addresses of its values.
struct Column<'a> {
    array: &'a dyn Array,
    /// Values, or offsets and bytes.
    values: [*const c_void; 2],
    n_values: usize,
    dictionary: Option<&'a dyn Array>,
}

impl<'a> Column<'a> {
    /// `None` for types that lines do not have, and for columns whose nulls begin within a byte.
    fn of(array: &'a dyn Array) -> Option<Column<'a>> {
        fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> Column<'_> {
            let values = array.as_primitive::<T>().values().as_ptr().cast();
            Column { array, values: [values, ptr::null()], n_values: 1, dictionary: None }
        }
        if array.nulls().is_some_and(|nulls| nulls.offset() != 0) {
            return None;
        }
        Some(match array.data_type() {
            DataType::Int32 => values::<Int32Type>(array),
            DataType::Date32 => values::<Date32Type>(array),
            DataType::Int64 => values::<Int64Type>(array),
            DataType::Decimal64(..) => values::<Decimal64Type>(array),
            DataType::Decimal128(..) => values::<Decimal128Type>(array),
            DataType::Utf8 => {
                let texts = array.as_string::<i32>();
                let values = [texts.value_offsets().as_ptr().cast(), texts.value_data().as_ptr().cast()];
                Column { array, values, n_values: 2, dictionary: None }
            }
            DataType::Dictionary(..) => {
                let words = array.as_dictionary_opt::<Int32Type>()?;
                Column { array, dictionary: Some(words.values().as_ref()), ..values::<Int32Type>(words.keys()) }
            }
            _ => return None,
        })
    }
}

/// A batch as the interface describes it.
pub(super) fn exported(batch: RecordBatch) -> FFI_ArrowArray {
    match in_one_block(&batch) {
        // The same structure, field by field: the header's.
        Some(node) => unsafe { std::mem::transmute::<Node, FFI_ArrowArray>(node) },
        None => FFI_ArrowArray::new(&StructArray::from(batch).to_data()),
    }
}

fn in_one_block(batch: &RecordBatch) -> Option<Node> {
    let columns = batch.columns().iter().map(|column| Column::of(column.as_ref())).collect::<Option<Vec<Column<'_>>>>()?;
    let words = columns.iter().map(|column| column.dictionary.map(Column::of)).map(|found| found.map_or(Some(None), |found| found.map(Some)));
    let words = words.collect::<Option<Vec<Option<Column<'_>>>>>()?;

    let all = || columns.iter().chain(words.iter().flatten());
    let mut buffers: Vec<*const c_void> = Vec::with_capacity(1 + all().map(|column| 1 + column.n_values).sum::<usize>());
    // The rows as a whole have no nulls.
    buffers.push(ptr::null());
    for column in all() {
        buffers.push(column.array.nulls().map_or(ptr::null(), |nulls| nulls.validity().as_ptr().cast()));
        buffers.extend(&column.values[..column.n_values]);
    }
    let buffers = Box::into_raw(buffers.into_boxed_slice());
    let first_buffer = buffers.cast::<*const c_void>();
    let mut at = 1;
    let nodes: Box<[Node]> = all()
        .map(|column| {
            let node = Node {
                length: column.array.len() as i64,
                null_count: column.array.null_count() as i64,
                offset: 0,
                n_buffers: 1 + column.n_values as i64,
                n_children: 0,
                buffers: unsafe { first_buffer.add(at) },
                children: ptr::null_mut(),
                dictionary: ptr::null_mut(),
                release: Some(release),
                private_data: ptr::null_mut(),
            };
            at += 1 + column.n_values;
            node
        })
        .collect();
    let count = nodes.len();
    let nodes = Box::into_raw(nodes);
    let node = |place: usize| unsafe { nodes.cast::<Node>().add(place) };
    let mut dictionaries = columns.len()..;
    for place in words.iter().enumerate().filter_map(|(place, words)| words.as_ref().map(|_| place)) {
        if let Some(dictionary) = dictionaries.next() {
            unsafe { (*node(place)).dictionary = node(dictionary) };
        }
    }
    let children = Box::into_raw((0..columns.len()).map(node).collect::<Box<[*mut Node]>>());
    let block = Arc::new(Block { nodes, buffers, children, _batch: batch.clone() });
    for place in 0..count {
        unsafe { (*node(place)).private_data = Arc::into_raw(block.clone()).cast_mut().cast() };
    }
    Some(Node {
        length: batch.num_rows() as i64,
        null_count: 0,
        offset: 0,
        n_buffers: 1,
        n_children: columns.len() as i64,
        buffers: first_buffer,
        children: children.cast(),
        dictionary: ptr::null_mut(),
        release: Some(release),
        private_data: Arc::into_raw(block).cast_mut().cast(),
    })
}

/// Releases a node, and those below it that the consumer did not move elsewhere.
unsafe extern "C" fn release(node: *mut Node) {
    unsafe fn below(node: *mut Node) {
        if let Some(release) = unsafe { node.as_ref() }.and_then(|node| node.release) {
            unsafe { release(node) };
        }
    }
    let Some(own) = (unsafe { node.as_mut() }) else { return };
    for place in 0..own.n_children {
        unsafe { below(*own.children.add(place as usize)) };
    }
    unsafe { below(own.dictionary) };
    own.release = None;
    // The node may lie in the block: nothing is read from it after this.
    let block = own.private_data.cast::<Block>();
    drop(unsafe { Arc::from_raw(block) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, Date32Array, Decimal64Array, Decimal128Array, DictionaryArray, Int32Array, Int64Array, StringArray};
    use takst_batch::exchange::{FFI_ArrowSchema, from_ffi};

    /// A column of each type that lines have, with and without nulls.
    fn batch() -> RecordBatch {
        let words: DictionaryArray<Int32Type> = [Some("a"), None, Some("b"), Some("a")].into_iter().collect();
        let columns: [(&str, ArrayRef); 8] = [
            ("text", Arc::new(StringArray::from(vec![Some("æ"), None, Some(""), Some("long")]))),
            ("word", Arc::new(words)),
            ("count", Arc::new(Int32Array::from(vec![1, 2, 3, 4]))),
            ("day", Arc::new(Date32Array::from(vec![Some(1), None, Some(3), Some(4)]))),
            ("row", Arc::new(Int64Array::from(vec![10, 20, 30, 40]))),
            ("net", Arc::new(Decimal64Array::from(vec![100, -200, 300, 400]).with_precision_and_scale(18, 2).expect("18 digits"))),
            ("wide", Arc::new(Decimal128Array::from(vec![1, 2, 3, -4]).with_precision_and_scale(18, 4).expect("18 digits"))),
            ("void", Arc::new(StringArray::new_null(4))),
        ];
        RecordBatch::try_from_iter(columns).expect("columns of one length")
    }

    fn read(array: FFI_ArrowArray, like: &RecordBatch) -> RecordBatch {
        let schema = FFI_ArrowSchema::try_from(like.schema().as_ref()).expect("a schema");
        let data = unsafe { from_ffi(array, &schema) }.expect("an array");
        data.validate_full().expect("sound");
        RecordBatch::from(StructArray::from(data))
    }

    #[test]
    fn what_goes_out_is_what_another_reader_reads() {
        let batch = batch();
        assert!(in_one_block(&batch).is_some_and(|mut node| {
            unsafe { release(&raw mut node) };
            node.release.is_none()
        }));
        assert_eq!(read(exported(batch.clone()), &batch), batch);
        let empty = batch.slice(0, 0);
        assert_eq!(read(exported(empty.clone()), &empty), empty);
    }

    #[test]
    fn what_begins_within_a_byte_goes_out_too() {
        let part = batch().slice(1, 3);
        assert!(in_one_block(&part).is_none(), "its nulls begin within a byte");
        assert_eq!(read(exported(part.clone()), &part), part);
    }

    #[test]
    fn a_column_that_is_moved_outlives_the_rest() {
        let batch = batch();
        let alive = Arc::downgrade(batch.column(1));
        let mut node = in_one_block(&batch).expect("types of lines");
        drop(batch);
        // Moved as the interface says: the structure is copied and the one in the parent marked as released.
        let mut moved = unsafe {
            let child = *node.children.add(1);
            let copy = child.read();
            (*child).release = None;
            copy
        };
        unsafe { release(&raw mut node) };
        assert!(node.release.is_none() && alive.upgrade().is_some());
        assert_eq!((moved.length, moved.null_count, unsafe { (*moved.dictionary).length }), (4, 1, 2));
        unsafe { release(&raw mut moved) };
        assert!(alive.upgrade().is_none(), "released with its last column");
    }
}
