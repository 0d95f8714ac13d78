//! The registry of codes.

use crate::entry::entry;
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::sized::{SizedOut, SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use takst::Code;

/// The number of a code.
pub(crate) fn number(code: Code) -> u32 {
    code.number()
}

/// One code of the registry.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstCodeFacts {
    /// `sizeof (takst_code_facts)`, set by the caller.
    pub struct_size: u32,
    /// The number, one of `takst_code`.
    pub code: u32,
    /// One of `takst_severity`.
    pub severity: u32,
    /// 0: reserved.
    pub reserved: u32,
    /// The code in files and reports, such as `tariff.ended`.
    pub text: TakstText,
    /// Its meaning, in one English sentence.
    pub meaning: TakstText,
}

unsafe impl SizedStruct for TakstCodeFacts {}

/// The number of codes in the registry.
#[unsafe(no_mangle)]
pub extern "C" fn takst_code_count() -> usize {
    Code::ALL.len()
}

/// The code at `index`, 0 to `takst_code_count() - 1`, in the order of the registry. Its texts live as long as the library.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_code_at(index: usize, facts: *mut TakstCodeFacts, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let facts: SizedOut<TakstCodeFacts> = unsafe { sized_out(facts, "facts") }?;
        let code = Code::ALL.get(index).ok_or_else(|| refuse(TakstStatus::NotFound, "index", index))?;
        facts.set(TakstCodeFacts {
            struct_size: TakstCodeFacts::SIZE,
            code: number(*code),
            severity: code.severity().number(),
            reserved: 0,
            text: TakstText::of(code.as_str()),
            meaning: TakstText::of(code.meaning()),
        });
        Ok::<(), Failure>(())
    })
}
