//! Books.

use crate::catalogue::TakstCatalogue;
use crate::day;
use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::pointer::{Handle, optional, out, shared};
use crate::policy::TakstPolicy;
use crate::problem::Problem;
use crate::scratch::Scratch;
use crate::services::Services;
use crate::sized::{SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::sync::Arc;
use takst::{Book, KnownAsOf};
use takst_catalogue::{builtin_loaded, default_policy, policy_sha256};

/// Catalogue, policy and state of knowledge, compiled. It never changes: share one among all threads. It lives until its last reference is freed; each
/// user can have a reference of its own: see `takst_book_retain`.
pub struct TakstBook {
    pub(crate) book: Arc<Book>,
    pub(crate) services: Services,
    pub(crate) scratch: Scratch,
    pub(crate) catalogue_sha256: String,
    pub(crate) policy_sha256: String,
}

/// A handle is a counted reference.
impl Handle for TakstBook {
    fn give(self) -> *mut TakstBook {
        Arc::into_raw(Arc::new(self)).cast_mut()
    }

    unsafe fn take_back(pointer: *mut TakstBook) {
        if !pointer.is_null() {
            drop(unsafe { Arc::from_raw(pointer.cast_const()) });
        }
    }
}

/// What a book was made from.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstBookFacts {
    /// `sizeof (takst_book_facts)`, set by the caller.
    pub struct_size: u32,
    /// Day whose knowledge of tariffs is used, yyyymmdd; 0 is the latest.
    pub as_of: i32,
    /// Number of services; they are numbered from 1.
    pub services: u32,
    /// Number of tariff versions; they are numbered from 1.
    pub tariff_versions: u32,
    /// SHA-256 of the catalogue, in hexadecimal.
    pub catalogue_sha256: TakstText,
    /// SHA-256 of the policy, in hexadecimal.
    pub policy_sha256: TakstText,
}

unsafe impl SizedStruct for TakstBookFacts {}

/// Compiles a book. `catalogue` may be NULL: the built-in one. `policy` may be NULL: the defaults. `as_of` is the day whose knowledge of tariffs
/// is used, yyyymmdd, or 0 for the latest. The book keeps copies: catalogue and policy can be freed before it.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_new(
    catalogue: *const TakstCatalogue,
    policy: *const TakstPolicy,
    as_of: i32,
    book: *mut *mut TakstBook,
    error: *mut *mut TakstError,
) -> TakstStatus {
    entry(error, || {
        let catalogue = unsafe { optional(catalogue, "catalogue") }?;
        let policy = unsafe { optional(policy, "policy") }?;
        let book = unsafe { out(book, "book") }?;
        let loaded = catalogue.map_or_else(builtin_loaded, |catalogue| &catalogue.loaded);
        let policy = policy.map_or_else(|| default_policy(&loaded.catalogue), |policy| policy.0.policy.clone());
        let knowledge = match as_of {
            0 => KnownAsOf::Latest,
            number => KnownAsOf::Day(day::read(number).ok_or_else(|| refuse(TakstStatus::BadValue, "as_of", number))?),
        };
        let compiled = Book::compile(&loaded.catalogue, &policy, knowledge).map_err(|errors| Failure {
            status: TakstStatus::Catalogue,
            problems: errors.iter().map(|error| Problem::said("c-book", "", vec![("error", error.to_string().into())])).collect(),
        })?;
        let services = Services::of(&compiled);
        let policy_sha256 = policy_sha256(compiled.policy());
        let made =
            TakstBook { book: Arc::new(compiled), services, scratch: Scratch::default(), catalogue_sha256: loaded.sha256.clone(), policy_sha256 };
        book.set(made.give());
        Ok(())
    })
}

/// What a book was made from. The texts live as long as the book.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_about(book: *const TakstBook, facts: *mut TakstBookFacts, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let book = unsafe { shared(book, "book") }?;
        let facts = unsafe { sized_out(facts, "facts") }?;
        facts.set(TakstBookFacts {
            struct_size: TakstBookFacts::SIZE,
            as_of: match book.book.knowledge() {
                KnownAsOf::Latest => 0,
                KnownAsOf::Day(known) => day::number(known),
            },
            services: book.services.count(),
            tariff_versions: book.services.version_count(),
            catalogue_sha256: TakstText::of(&book.catalogue_sha256),
            policy_sha256: TakstText::of(&book.policy_sha256),
        });
        Ok(())
    })
}

/// Adds a reference to a book: `same` receives the same address, which needs a `takst_book_free` of its own. The book lives until the last
/// reference is freed, whichever that is. References are counted atomically: any thread may add one while it holds one, and free its own, without a lock.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_retain(book: *const TakstBook, same: *mut *mut TakstBook, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        unsafe { shared(book, "book") }?;
        let same = unsafe { out(same, "same") }?;
        // The caller's reference lives during the call, and it came from an `Arc`.
        unsafe { Arc::increment_strong_count(book) };
        same.set(book.cast_mut());
        Ok(())
    })
}

/// Frees one reference to a book, and the book with its last; NULL does nothing. Batches made from it live on.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_free(book: *mut TakstBook) {
    quietly((), || unsafe { TakstBook::take_back(book) });
}
