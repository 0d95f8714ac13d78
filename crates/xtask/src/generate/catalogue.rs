//! The list of the files of the built-in catalogue.

use crate::project::Project;
use std::fmt::Write;

const DATA: &str = "crates/takst-catalogue/data";

/// Every file of the folder, compiled in.
pub fn files(project: &Project) -> Result<String, String> {
    let (files, aside) = takst_catalogue::read_dir(&project.root.join(DATA)).map_err(|problems| format!("{DATA}: {problems:?}"))?;
    if let Some(problem) = aside.first() {
        return Err(format!("{DATA}: {problem:?}"));
    }
    let mut text = String::from(
        "//! The files of the built-in catalogue. Written by `cargo xtask generate` from the folder `data`; do not edit.\n\n\
         /// Name and text of every file of the built-in catalogue.\npub const BUILTIN_FILES: &[(&str, &str)] = &[\n",
    );
    for (name, _) in files {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "    ({name:?}, include_str!(\"../data/{name}\")),");
    }
    Ok(text + "];\n")
}
