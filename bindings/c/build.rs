//! The name the library is loaded by, and the facts that only the build knows.

use std::process::Command;

/// Also the number behind `libtakst.so.`: a test compares it with `TAKST_ABI_VERSION`.
const ABI: &str = "0";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let setting = |name: &str| std::env::var(name).unwrap_or_default();
    println!("cargo::rustc-env=TAKST_ABI={ABI}");
    for (name, from) in [("TAKST_TARGET", "TARGET"), ("TAKST_PROFILE", "PROFILE")] {
        println!("cargo::rustc-env={name}={}", setting(from));
    }
    let compiler = Command::new(setting("RUSTC")).arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!("cargo::rustc-env=TAKST_COMPILER={}", compiler.unwrap_or_default());
    match setting("CARGO_CFG_TARGET_OS").as_str() {
        "linux" | "freebsd" => println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libtakst.so.{ABI}"),
        "macos" => println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libtakst.{ABI}.dylib"),
        _ => {}
    }
}
