//! The book: what everything is priced by.

use crate::catalogue::TakstCatalogue;
use crate::day;
use crate::door::{Failure, door, quietly, refuse};
use crate::error::{Problem, TakstError};
use crate::line::Bits;
use crate::pointer::{Handle, optional, out, shared, sized_out};
use crate::policy::TakstPolicy;
use crate::scratch::Scratch;
use crate::service::Services;
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::sync::Arc;
use takst::{Book, KnownAsOf};
use takst_catalogue::{builtin_loaded, default_policy, policy_sha256};

/// Catalogue, policy and state of knowledge, compiled. It never changes: share one among all threads, and free it when none uses it.
pub struct TakstBook {
    pub(crate) book: Arc<Book>,
    pub(crate) services: Services,
    pub(crate) scratch: Scratch,
    pub(crate) bits: Bits,
    pub(crate) catalogue_sha256: String,
    pub(crate) policy_sha256: String,
}

impl Handle for TakstBook {}

/// What a book was made from.
#[repr(C)]
pub struct TakstBookFacts {
    /// `sizeof (takst_book_facts)`, set by the caller.
    pub struct_size: usize,
    /// Day whose knowledge of tariffs is used, yyyymmdd; 0 is the latest.
    pub as_of: i32,
    /// Services; their numbers are 1 to this.
    pub services: u32,
    /// Tariff versions; their numbers are 1 to this.
    pub tariff_versions: u32,
    /// SHA-256 of the catalogue, in hexadecimal.
    pub catalogue_sha256: TakstText,
    /// SHA-256 of the policy, in hexadecimal.
    pub policy_sha256: TakstText,
}

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
    door(error, || {
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
        let made = TakstBook {
            book: Arc::new(compiled),
            services,
            scratch: Scratch::default(),
            bits: Bits::new(),
            catalogue_sha256: loaded.sha256.clone(),
            policy_sha256,
        };
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
    door(error, || {
        let book = unsafe { shared(book, "book") }?;
        let facts = unsafe { sized_out(facts, "facts") }?;
        facts.set(TakstBookFacts {
            struct_size: size_of::<TakstBookFacts>(),
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

/// Frees a book; NULL is nothing. Batches made from it live on.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_book_free(book: *mut TakstBook) {
    quietly((), || unsafe { TakstBook::take_back(book) });
}
