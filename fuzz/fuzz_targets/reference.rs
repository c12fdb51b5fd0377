//! Any bytes in place of one file of an economy in the reference format.
//!
//! The first byte of the input chooses the file; the rest is its content. Run with
//! `cargo +nightly fuzz run reference`.

#![no_main]

use laboratory::economies::{LoadOptions, Memory, load_files};
use libfuzzer_sys::fuzz_target;

macro_rules! tiny {
    ($file:literal) => {
        (
            $file,
            include_bytes!(concat!(
                "../../crates/laboratory/tests/economies/tiny-reference/",
                $file
            ))
            .as_slice(),
        )
    };
}

const FILES: [(&str, &[u8]); 5] = [
    tiny!("parameters.json"),
    tiny!("initial_conditions.json"),
    tiny!("a_sg.csv"),
    tiny!("C.csv"),
    ("sectors.csv", b"index,nace,title\n1,A,Farms\n2,B,Mines\n"),
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, content)) = data.split_first() else {
        return;
    };
    let mut memory = Memory::default();
    for (index, (file, valid)) in FILES.iter().enumerate() {
        let chosen = usize::from(*choice) % FILES.len() == index;
        let bytes = if chosen { content } else { valid };
        memory.files.insert((*file).to_owned(), bytes.to_vec());
    }
    if let Ok(loaded) = load_files(&memory, "fuzz", &LoadOptions::default()) {
        loaded.calibration.check().expect("what loads can be run");
    }
});
