//! Without a build script, dependencies of build scripts and macros are not looked at.

fn main() {}
