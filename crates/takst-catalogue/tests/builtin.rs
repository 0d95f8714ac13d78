//! The built-in catalogue, compared with figures copied by hand from the published documents.

use takst_catalogue::{BUILTIN_FILES, builtin, builtin_loaded, check};

#[test]
fn every_file_of_the_data_is_built_in() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (files, aside) = takst_catalogue::read_dir(&data).expect("the data can be read");
    assert_eq!(aside, []);
    let built_in: Vec<(String, String)> = BUILTIN_FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert_eq!(files.iter().map(|f| &f.0).collect::<Vec<_>>(), built_in.iter().map(|f| &f.0).collect::<Vec<_>>());
    assert_eq!(files, built_in);
}

#[test]
fn nothing_is_wrong_with_it() {
    assert_eq!(check(&takst::Catalogue::default(), BUILTIN_FILES), []);
    assert_eq!(builtin_loaded().remarks, []);
    assert_eq!(builtin_loaded().sha256.len(), 64);
    assert_eq!(builtin().services().count(), 22);
}
