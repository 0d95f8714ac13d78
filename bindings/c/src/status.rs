//! Results of calls.

/// The result of every function that can fail. A number never gets another meaning.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstStatus {
    /// Success.
    Ok = 0,
    /// The array is too small: `needed` is the number of elements, nothing else was written, and there is no error object.
    NeedsMore = 1,
    /// A pointer that must be given is NULL, or a pointer is not aligned.
    BadPointer = 2,
    /// A `struct_size` is not the size of that struct in any version, or a struct of a newer version sets something that this library does not know.
    BadSize = 3,
    /// A length is longer than any object in memory, or 0 where text must be given.
    BadLength = 4,
    /// Text is not in UTF-8.
    BadUtf8 = 5,
    /// An argument, field or option has a value that it does not take.
    BadValue = 6,
    /// There is nothing with that number or name.
    NotFound = 7,
    /// The period or case cannot be priced; every fault is a problem of the error object.
    Refused = 8,
    /// The catalogue has faults; each is a problem of the error object.
    Catalogue = 9,
    /// The policy has faults; each is a problem of the error object.
    Policy = 10,
    /// The case file as a whole cannot be read.
    File = 11,
    /// The run over columns ended early.
    Batch = 12,
    /// A file or folder of the disk cannot be read.
    Io = 13,
    /// A defect of takst. The call, or the stream, has ended; handles can still be used.
    Panic = 14,
    /// The run has one stream of lines, and it was taken before.
    Taken = 15,
    /// No case was priced: there is none, or every one was refused. All results were written, and there is an error object.
    NonePriced = 16,
    /// The stream of lines was released before its end: its lines, and the counts of the run, are those of a part of the cases.
    Unfinished = 17,
    /// A callback of a run called a function of this run, which would wait for itself.
    InCallback = 18,
    /// The parties file has faults; each is a problem of the error object.
    Parties = 19,
    /// Documents or claims that were given cannot be used; each faulty cell is a problem of the error object.
    Documents = 20,
}
