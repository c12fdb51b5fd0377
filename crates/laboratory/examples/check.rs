fn main() {
    let c = laboratory::validate::validate(
        Some("/work/shared/reference".as_ref()),
        laboratory::validate::Effort {
            seeds: std::env::args().nth(1).map_or(24, |s| s.parse().unwrap()),
        },
        &|s| eprintln!("{s}"),
    )
    .unwrap();
    for c in c {
        println!(
            "{:?} {} got {:e} tol {:e} {}",
            c.pass, c.id, c.got, c.tolerance, c.note
        );
    }
}
