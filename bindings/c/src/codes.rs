//! The registry of codes.

use crate::door::{Failure, door, refuse};
use crate::error::TakstError;
use crate::generated::code::TakstCode;
use crate::pointer::{Out, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use takst::Code;

/// The number of a code.
pub(crate) fn number(code: Code) -> u32 {
    code.number()
}

/// First number of the assumptions: bit 0 of a line's `assumptions`.
pub(crate) const FIRST_ASSUMPTION: u32 = TakstCode::AssumedRollOutDate as u32;

/// One code of the registry.
#[repr(C)]
pub struct TakstCodeFacts {
    /// `sizeof (takst_code_facts)`, set by the caller.
    pub struct_size: usize,
    /// The number, one of `takst_code`.
    pub code: u32,
    /// One of `takst_severity`.
    pub severity: u32,
    /// The code as files and reports write it, such as `tariff.ended`.
    pub text: TakstText,
    /// What it means, in one English sentence.
    pub meaning: TakstText,
}

/// How many codes the registry has.
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
    door(error, || {
        let facts: Out<TakstCodeFacts> = unsafe { sized_out(facts, "facts") }?;
        let code = Code::ALL.get(index).ok_or_else(|| refuse(TakstStatus::NotFound, "index", index))?;
        facts.set(TakstCodeFacts {
            struct_size: size_of::<TakstCodeFacts>(),
            code: number(*code),
            severity: code.severity().number(),
            text: TakstText::of(code.as_str()),
            meaning: TakstText::of(code.meaning()),
        });
        Ok::<(), Failure>(())
    })
}
