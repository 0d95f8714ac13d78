//! Directories: what is read, what is left aside, what cannot be read.

use std::path::{Path, PathBuf};
use takst_catalogue::{builtin_loaded, check_dir, load_dir, with_directory};

/// A directory of its own that is removed at the end.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Dir {
        let dir = std::env::temp_dir().join(format!("takst-catalogue-{}-{name}", std::process::id()));
        for (file, bytes) in files {
            let path = dir.join(file);
            std::fs::create_dir_all(path.parent().expect("inside the directory")).expect("created");
            std::fs::write(path, bytes).expect("written");
        }
        Dir(dir)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn shown(dir: &Path) -> Vec<(String, usize, &'static str)> {
    let name = |file: &str| Path::new(file).strip_prefix(dir).map_or_else(|_| file.to_owned(), |inner| inner.display().to_string());
    check_dir(dir).iter().map(|p| (name(&p.file), p.line, p.flaw.id())).collect()
}

/// The example of the design, as it stands there.
const BOEGELY: &str = r#"[provider]
id = "boegely"                         # service ids are "<provider>/<name>"
name = "Center Bøgely"
payment_days = 21                      # optional
[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
family = "boegely/ophold"              # default: the id
legal_basis = "SEL § 110"
kind = "day"                           # hour | day | week | month | course | agreed | included | free
vat = "exempt"                         # exempt | standard
refund = "sel-110-ophold"              # sel-110-ophold | sel-110-efterforsorg | sel-85a-bostoette | none
[[service.tariff]]
from = "2019-01-01"                    # inclusive
to = "2019-12-31"                      # inclusive, optional
price = "1185.00"                      # a string, ex VAT
known_from = "2018-12-01"              # optional
source = "takstblad 2019"              # required
assumed = ["tariff-validity"]          # optional: codes of what the source leaves open
"#;

#[test]
fn a_short_file_is_loaded_and_told_what_has_no_source() {
    let dir = Dir::new("short", &[("boegely.toml", BOEGELY.as_bytes()), ("README.md", b"notes")]);
    assert_eq!(shown(&dir.0), [("boegely.toml".to_owned(), 4, "unsourced"), ("boegely.toml".to_owned(), 6, "unsourced")]);
    let loaded = with_directory(builtin_loaded(), &dir.0).expect("a good file");
    assert_eq!(loaded.catalogue.services().count(), builtin_loaded().catalogue.services().count() + 1);
    assert_eq!(loaded.remarks.len(), 2);
    let alone = load_dir(&dir.0).expect("a good file");
    assert_eq!(alone.catalogue.services().count(), 1);
    assert_ne!(alone.sha256, loaded.sha256);
}

#[test]
fn only_the_law_has_a_folder() {
    let figure = "[[figure]]\nid = \"x\"\nname = { da = \"x\", en = \"x\" }\nunit = \"days\"\n[[figure.version]]\nvalue = \"1\"\nsource = \"s\"\n";
    let dir = Dir::new("folders", &[("law/x.toml", figure.as_bytes()), ("old/b.toml", b"?"), (".git/c.toml", b"?")]);
    assert_eq!(shown(&dir.0), [("old".to_owned(), 0, "file-ignored")]);
    let loaded = with_directory(builtin_loaded(), &dir.0).expect("one file of the law");
    assert!(loaded.catalogue.law.figures.iter().any(|f| f.id == "x"));
}

#[test]
fn what_cannot_be_read_is_a_problem() {
    let dir = Dir::new("latin1", &[("a.toml", b"[provider]\nname = \"B\xf8gely\"\n")]);
    assert_eq!(shown(&dir.0), [("a.toml".to_owned(), 0, "unreadable")]);
    let empty = Dir::new("empty", &[("note.txt", b"")]);
    assert_eq!(shown(&empty.0).iter().map(|t| t.2).collect::<Vec<_>>(), ["no-files"]);
    assert_eq!(shown(Path::new("/no/such/directory")).iter().map(|t| t.2).collect::<Vec<_>>(), ["unreadable"]);
    assert!(load_dir(Path::new("/no/such/directory")).is_err());
}

#[test]
fn a_file_in_place_of_a_directory_is_told_its_directory() {
    let dir = Dir::new("file", &[("boegely.toml", BOEGELY.as_bytes())]);
    let found = check_dir(&dir.0.join("boegely.toml"));
    let (file, around) = (dir.0.join("boegely.toml").display().to_string(), dir.0.display().to_string());
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(lines, [format!("{file}: error: is a file; give the directory that contains it: {around}")]);
    // In the directory the program runs in, that is a dot.
    assert!(check_dir(Path::new("Cargo.toml"))[0].to_string().ends_with("that contains it: ."));
    // What is about the whole directory names no line.
    assert!(check_dir(Path::new("/no/such/directory"))[0].to_string().starts_with("/no/such/directory: error: cannot be read: "));
}

/// Reading a pipe that nobody writes to would never end.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_file_of_a_catalogue() {
    let dir = Dir::new("pipe", &[("boegely.toml", BOEGELY.as_bytes()), ("law/x", b"")]);
    for name in ["pipe.toml", "law/pipe.toml"] {
        let made = std::process::Command::new("mkfifo").arg(dir.0.join(name)).status().expect("mkfifo");
        assert!(made.success());
    }
    assert_eq!(shown(&dir.0), [("law/pipe.toml".to_owned(), 0, "unreadable"), ("pipe.toml".to_owned(), 0, "unreadable")]);
    let problems = with_directory(builtin_loaded(), &dir.0).expect_err("a pipe");
    assert!(problems[0].to_string().contains("not a regular file"), "{}", problems[0]);
    // A link to a file is read as the file.
    let linked = Dir::new("link", &[("boegely/original", BOEGELY.as_bytes())]);
    std::os::unix::fs::symlink(linked.0.join("boegely/original"), linked.0.join("boegely.toml")).expect("linked");
    assert!(with_directory(builtin_loaded(), &linked.0).is_ok());
}
