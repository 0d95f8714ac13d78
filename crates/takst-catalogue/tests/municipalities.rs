//! The core's table is the list.

use takst::Municipality;

#[test]
fn the_core_has_the_names_of_the_list() {
    let list = takst_catalogue::municipalities();
    assert_eq!(list.all.len(), Municipality::all().count());
    for (listed, known) in list.all.iter().zip(Municipality::all()) {
        assert_eq!(
            (listed.code, listed.name.as_str(), listed.title.as_str()),
            (known.code(), known.name().unwrap_or(""), known.title().unwrap_or(""))
        );
    }
    assert!(list.source.contains("Danmarks Statistik"), "the source is named");
}
