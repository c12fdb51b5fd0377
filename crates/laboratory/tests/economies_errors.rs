//! Whatever is wrong with an economy is said in one sentence that names the place; nothing panics.

mod economies;

use economies::{own, tiny};
use laboratory::economies::{Error, Fault, LIMIT, LoadOptions, Memory, load, load_files};

/// The files with one passage replaced, which must be there.
fn with(mut files: Memory, file: &str, from: &str, to: &str) -> Memory {
    let text = String::from_utf8(files.files[file].clone()).expect("it is text");
    assert!(text.contains(from), "{file} has no {from:?}");
    files
        .files
        .insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    files
}

fn refusal(files: &Memory) -> String {
    let loaded = load_files(files, "x", &LoadOptions::default());
    loaded
        .map(|loaded| loaded.calibration)
        .expect_err("the files are refused")
        .to_string()
}

/// Each row: a file, a passage, what it becomes, and the sentence.
fn check(files: fn() -> Memory, cases: &[[&str; 4]]) {
    let mut wrong = Vec::new();
    for [file, from, to, sentence] in cases {
        let found = refusal(&with(files(), file, from, to));
        if found != *sentence {
            wrong.push(format!(
                "{from:?} became {to:?} in {file}\n     got: {found}\nexpected: {sentence}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn the_tiny_economy_loads() {
    let loaded = load_files(&tiny(), "tiny", &LoadOptions::default()).unwrap();
    let c = loaded.calibration;
    assert_eq!(
        (c.n_industries(), c.n_firms(), c.n_households()),
        (2, 3, 30)
    );
    assert_eq!(c.industries[1].code, "2");
    assert_eq!(c.technology.output_per_worker, [10.0, 20.0]);
    assert_eq!((c.opening.exports.len(), c.opening.imports.len()), (2, 1));
    assert_eq!(c.technology.input_share(1, 0), 0.6);
}

#[test]
#[rustfmt::skip]
fn json_of_the_reference_format() {
    let (p, o) = ("parameters.json", "initial_conditions.json");
    check(tiny, &[
        [p, "\"psi\": 0.9", "\"psi\": \"much\"", "psi is `\"much\"`, but it takes a number (tiny/parameters.json:37)"],
        [p, "\"psi\": 0.9", "\"psi\": NaN", "the file is not valid JSON: expected value (tiny/parameters.json:37)"],
        [p, "\"psi\": 0.9", "\"psi\": 1e999", "psi is `1e999`, but it takes a number (tiny/parameters.json:37)"],
        [p, "\"psi\": 0.9", "\"psi\": null", "psi is `null`, but it takes a number (tiny/parameters.json:37)"],
        [p, "\"psi\": 0.9", "\"psi\": 9.0", "economy.psi is 9, outside 0..2 (tiny/parameters.json:37)"],
        [p, "\"psi\": 0.9", "\"psy\": 0.9", "key `psy` is unknown; did you mean `psi`? (tiny/parameters.json:37)"],
        [p, " \"psi\": 0.9,\n", "", "key `psi` is missing (tiny/parameters.json)"],
        [p, "\"psi_H\": 0.07", "\"psi\": 0.07", "key `psi` comes twice (tiny/parameters.json:38)"],
        [p, "\"psi\": 0.9,", "\"psi\": 0.9", "the file is not valid JSON: expected `,` or `}` (tiny/parameters.json:38)"],
        [p, "\"H_inact\": 10", "\"H_inact\": -10", "economy.H_inact is -10, outside 0..2000000000 (tiny/parameters.json:4)"],
        [p, "\"H_inact\": 10", "\"H_inact\": 10.5", "H_inact is 10.5, but it must be a whole number (tiny/parameters.json:4)"],
        [p, "\"H_act\": 20", "\"H_act\": 3", "H_act is 3, but it must be at least one owner per firm and one of the bank (tiny/parameters.json:3)"],
        [p, "\"H_act\": 20", "\"H_act\": 12", "H_act leaves 8 workers, fewer than the 10 employees of the industries (tiny/parameters.json:3)"],
        [p, "  1\n", "  1.5\n", "I_s, value 2, is `1.5`, but it takes a whole number in 1..2147483647 (tiny/parameters.json:7)"],
        [p, "  1\n", "  -1\n", "I_s, value 2, is `-1`, but it takes a whole number in 1..2147483647 (tiny/parameters.json:7)"],
        [p, "  1\n", "  9\n", "I_s of industry 2 is 9, more than its 4 employees, and every firm needs one (tiny/parameters.json:7)"],
        [p, "  1\n", "  1, 1\n", "I_s has 3 values, but it needs one for each of 2 industries (G) (tiny/parameters.json:6)"],
        [p, "\"G\": 2", "\"G\": 0", "G is `0`, but it takes a whole number in 1..5000 (tiny/parameters.json:2)"],
        [p, "\"G\": 2", "\"G\": 3", "row 1 has 2 cells instead of 3 (tiny/a_sg.csv:1)"],
        [p, "\"alpha_s\": [10.0, 20]", "\"alpha_s\": [10.0, 0]", "alpha_s of industry 2 is 0, but it must be above 0 (tiny/parameters.json:20)"],
        [p, "\"beta_s\": [2, 2.5]", "\"beta_s\": [0, 2.5]", "beta_s of industry 1 is 0, but it must be above 0 (tiny/parameters.json:29)"],
        [p, "\"kappa_s\": [0.3, 0.4]", "\"kappa_s\": [0.3, -0.4]", "kappa_s of industry 2 is -0.4, but it must be above 0 (tiny/parameters.json:34)"],
        [p, "\"alpha_s\": [10.0, 20]", "\"alpha_s\": 10.0", "alpha_s is `10.0`, but it takes a vector of numbers (tiny/parameters.json:20)"],
        [p, "\"alpha_s\": [10.0, 20]", "\"alpha_s\": [10.0, \"x\"]", "alpha_s, value 2, is `\"x\"`, but it takes a number (tiny/parameters.json:20)"],
        [p, "\"b_HH_g\": [0.5, 0.5]", "\"b_HH_g\": [0.5, 0.4]", "b_HH_g sums to 0.9, but shares must sum to 1 (tiny/parameters.json:23)"],
        [p, "\"c_G_g\": [0.125, 0.875]", "\"c_G_g\": [1.5, -0.5]", "c_G_g of industry 2 is -0.5, but it must be 0 or more (tiny/parameters.json:31)"],
        [p, "\"T_prime\": 4", "\"T_prime\": 5", "Y has 4 values, but it needs exactly T_prime = 5 (tiny/initial_conditions.json:16)"],
        [p, "\"theta_UB\": 0.4", "\"theta_UB\": 0", "economy.theta_UB is 0, outside 0.000001..1.5 (tiny/parameters.json:59)"],
        [p, "{\n", "[\n", "the file is not valid JSON: invalid type: sequence, expected an object of numbers and vectors of numbers (tiny/parameters.json:1)"],
        [o, "\"Y_I\": [28.0, 28.5, 29.0, 29.5]", "\"Y_I\": [28.0, 28.5, 29.0]", "Y_I has 3 values, but it needs at least T_prime = 4 (tiny/initial_conditions.json:18)"],
        [o, "[137.0,", "[-137.0,", "Y, value 1, is -137, but it must be above 0 (tiny/initial_conditions.json:16)"],
        [o, "\"E_CB\": 90.0", "\"E_CB\": 91.0", "E_CB is 91, but the balance sheets close only with 90 (debt + loans − deposits − bank equity − foreign position) (tiny/initial_conditions.json:7)"],
        [o, "\"sb_other\": 0.1", "\"sb_other\": -0.1", "economy.sb_other is -0.1, outside 0..1000000000000 (tiny/initial_conditions.json:24)"],
        [o, "  6,", "  6000000000,", "N_s, value 1, is `6000000000`, but it takes a whole number in 1..2147483647 (tiny/initial_conditions.json:13)"],
    ]);
}

#[test]
#[rustfmt::skip]
fn matrices_of_the_reference_format() {
    check(tiny, &[
        ["a_sg.csv", "0.4,0.3\n", "0.4\n", "row 1 has 1 cells instead of 2 (tiny/a_sg.csv:1)"],
        ["a_sg.csv", "0.4,0.3\n", "0.4,0.3,0\n", "row 1 has 3 cells instead of 2 (tiny/a_sg.csv:1)"],
        ["a_sg.csv", "0.6,0.7\n", "", "the table has 1 rows instead of 2 (tiny/a_sg.csv)"],
        ["a_sg.csv", "0.6,0.7\n", "0.6,0.7\n\n0,0\n", "the table has 3 rows instead of 2 (tiny/a_sg.csv)"],
        ["a_sg.csv", "0.7", "seven", "row 2, column 2 is `seven`, but it takes a number (tiny/a_sg.csv:2)"],
        ["a_sg.csv", "0.7", "NaN", "row 2, column 2 is `NaN`, but it takes a number (tiny/a_sg.csv:2)"],
        ["a_sg.csv", "0.7", "inf", "row 2, column 2 is `inf`, but it takes a number (tiny/a_sg.csv:2)"],
        ["a_sg.csv", "0.7", "", "row 2, column 2 is empty, but it takes a number (tiny/a_sg.csv:2)"],
        ["a_sg.csv", "0.7", "0.6", "a_sg of industry 2 sums to 0.8999999999999999, but shares must sum to 1 (tiny/a_sg.csv)"],
        ["a_sg.csv", "0.4,0.3\n0.6", "-0.4,0.3\n1.4", "a_sg, row 1, column 1, is -0.4, but it must be 0 or more (tiny/a_sg.csv)"],
        ["C.csv", "0.0001,0.00005", "0.0001,0.00006", "C, row 2, column 1, is 0.00005, but its mirror image is 0.00006 (tiny/C.csv)"],
        ["C.csv", "0.0001,", "-0.0001,", "C, row 1, column 1, is -0.0001, but it must be 0 or more (tiny/C.csv)"],
        ["C.csv", "0.0003\n", "0.0009\n", "C, row 3, column 2, is 0.0003, but its mirror image is 0.0009 (tiny/C.csv)"],
    ]);
    let steep = with(
        with(tiny(), "C.csv", "0.0003\n", "0.0009\n"),
        "C.csv",
        "0.0003,",
        "0.0009,",
    );
    assert_eq!(
        refusal(&steep),
        "C is not positive semidefinite, so no three shocks have these covariances (tiny/C.csv)"
    );
}

#[test]
#[rustfmt::skip]
fn scalars_of_the_own_format() {
    let e = "economy.toml";
    check(own, &[
        [e, "format = 1", "format = 2", "format is `2`, but it takes 1, the only version there is (my/economy.toml:2)"],
        [e, "format = 1\n", "", "key `format` is missing (my/economy.toml)"],
        [e, "income = { value = 0.12", "income = { value = 1.2", "economy.taxes.income is 1.2, outside 0..1 (my/economy.toml:24)"],
        [e, "income = { value = 0.12", "income = { value = nan", "economy.taxes.income is `nan`, but it takes a number (my/economy.toml:24)"],
        [e, "income = { value = 0.12", "income = { value = \"a tenth\"", "economy.taxes.income is `\"a tenth\"`, but it takes a number (my/economy.toml:24)"],
        [e, "income = { value = 0.12", "income = { worth = 0.12", "key `economy.taxes.income.worth` is unknown (my/economy.toml:24)"],
        [e, "income = { value = 0.12, status = \"assumed\"", "income = { value = 0.12, status = \"certain\"", "economy.taxes.income.status is `\"certain\"`, but it takes one of verified, recalled, derived, prototype, assumed (my/economy.toml:24)"],
        [e, "income = { value = 0.12, status = \"assumed\"", "income = { value = 0.12, source = \"x\"", "source `x` is not listed under [sources] (my/economy.toml)"],
        [e, "corporate =", "corporation =", "key `taxes.corporation` is unknown; did you mean `taxes.corporate`? (my/economy.toml:26)"],
        [e, "corporate =", "income =", "key `income` comes twice (my/economy.toml:26)"],
        [e, "corporate = {", "# corporate = {", "key `taxes.corporate` is missing (my/economy.toml)"],
        [e, "name = \"village\"", "name = 7", "economy.name is `7`, but it takes a text of at most 1000 characters (my/economy.toml:5)"],
        [e, "name = \"village\"", "name = \"\"", "economy.name is `\"\"`, but it takes a text on one line that is not empty (my/economy.toml:5)"],
        [e, "rules = \"b0\"", "rules = \"b9\"", "economy.rules is `\"b9\"`, but it takes one of b0, b1, b2 (my/economy.toml:10)"],
        [e, "opening = 2020", "opening = 2020.5", "economy.opening is `2020.5`, but it takes a year in -10000..10000 (my/economy.toml:7)"],
        [e, "[taxes]", "[taxes", "the file is not valid TOML: unclosed table, expected `]` (my/economy.toml:22)"],
        [e, "[taxes]", "[levies]", "key `economy.levies` is unknown (my/economy.toml:22)"],
        [e, "[[1, 0.52", "[[1, 0.6", "economy.shocks.correlation is not symmetric (my/economy.toml:130)"],
        [e, "[[1, 0.52", "[[2, 0.52", "economy.shocks.correlation has a value outside -1..1 (my/economy.toml:130)"],
        [e, "population_seed = { value = 1,", "population_seed = { value = 1.5,", "economy.population_seed is 1.5, but it must be a whole number (my/economy.toml:16)"],
        [e, "consumption_propensity = { value = 0.925", "consumption_propensity = { value = 0.9", "economy.households.consumption_propensity is 0.9, but 30062.124 spent out of 32499.59351351351 of disposable income is 0.925 (my/economy.toml:44)"],
        [e, "social_benefits = { value = 5552.1", "social_benefits = { value = 55521", "economy.households.disposable_income is 32499.59351351351, but net wages, dividends and social benefits alone are 82143.47142521091 in a year (my/economy.toml:54)"],
        [e, "social_benefits = { value = 5552.1", "social_benefits = { value = 1", "economy.households.social_benefits is 1, but unemployment benefits alone are 553.1648274486336 in a year (my/economy.toml:52)"],
        [e, "[tables.use_table]\nAGR", "[tables.use_table]\nXYZ", "column `tables.use_table.XYZ` is unknown (my/economy.toml:201)"],
    ]);
}

#[test]
#[rustfmt::skip]
fn tables_of_the_own_format() {
    let (u, i, b) = ("use_table.csv", "industries.csv", "balance_sheets.csv");
    check(own, &[
        [u, "AGR,5613.4,", "AGR,5613.5,", "product AGR does not balance: its uses less imports sum to 23136.1, but its OUTPUT is 23136 (my/use_table.csv:2)"],
        [u, "COMPENSATION,7634.8", "COMPENSATION,7634.9", "VALUE_ADDED of industry AGR is 11567.9, but its four parts sum to 11568 (my/use_table.csv:9)"],
        [u, "VALUE_ADDED,11567.9", "VALUE_ADDED,11567.8", "VALUE_ADDED of industry AGR is 11567.8, but its four parts sum to 11567.9 (my/use_table.csv:9)"],
        [u, "AGR,5613.4,", "AGR,-5613.4,", "AGR of AGR is -5613.4, but it must be in 0..1e14 (my/use_table.csv:2)"],
        [u, "-1656.4", "1656.4", "IMPORTS of AGR is 1656.4, but it must be in -1e14..0 (my/use_table.csv:2)"],
        [u, "AGR,5613.4,", "AGR,5613.44,", "AGR of AGR is `5613.44`, but it takes whole tenths of the money unit, in -1e14..1e14 (my/use_table.csv:2)"],
        [u, "AGR,5613.4,", "AGR,lots,", "AGR of AGR is `lots`, but it takes a number (my/use_table.csv:2)"],
        [u, "AGR,5613.4,", "AGR,", "row `AGR` has 13 cells instead of 14 (my/use_table.csv:2)"],
        [u, "AGR,5613.4,", "AGG,5613.4,", "row `AGG` is unknown (my/use_table.csv:2)"],
        [u, "\nMIN,", "\nAGR,", "row `AGR` comes twice (my/use_table.csv:3)"],
        [u, "product,AGR,MIN", "product,AGR,MINE", "column `MINE` is none of this table, and industries.csv has no row for it; did you mean `MIN`? (my/use_table.csv:1)"],
        [u, "product,AGR,MIN", "product,AGR,AGR", "column `AGR` comes twice (my/use_table.csv:1)"],
        [u, ",IMPORTS,", ",EXPORTS,", "column `EXPORTS` comes twice (my/use_table.csv:1)"],
        [u, "DEPRECIATION,1156.8,819.2,2972.6,,", "DEPRECIATION,1156.8,819.2,2972.6,5,", "HH_RURAL of DEPRECIATION is `5`, but it takes nothing (my/use_table.csv:7)"],
        [i, "CMF,Consumer manufacturing,563", "CMF,Consumer manufacturing,-563", "jobs_thousand of CMF is -563, but it must be above 0 (my/industries.csv:4)"],
        [i, "482,12,2,", "482,12,2.01,", "beta of AGR is 2.01, but the tables give 1.999982711076149; the column may be left out (my/industries.csv:2)"],
        [i, "482,12,2,", "482,12.02,2,", "alpha of AGR is 12.02, but the tables give 12; the column may be left out (my/industries.csv:2)"],
        [i, "0.12,0.8,0.1,", "0.12,1.8,0.1,", "self_employed_share of AGR is 1.8, but it must be in 0..1 (my/industries.csv:2)"],
        [i, "0.35,6\n", "0.35,0.5\n", "mean_firm_size of AGR is 0.5, but it must be 1 or more (my/industries.csv:2)"],
        [i, "jobs_thousand", "jobs", "column `jobs` is unknown (my/industries.csv:1)"],
        [i, "\nMIN,", "\nAGR,", "industry `AGR` comes twice (my/industries.csv:3)"],
        [i, "\nMIN,", "\nGOV,", "column `MIN` is none of this table, and industries.csv has no row for it (my/use_table.csv:1)"],
        [b, "deposits,firms,13113.6", "deposits,firms,-13113.6", "amount of deposits, firms, is -13113.6, but it must be in 0..1e15 (my/balance_sheets.csv:2)"],
        [b, "deposits,firms,13113.6,,", "deposits,firms,13113.6,0.4,", "ratio of deposits, firms, is 0.4, but it must be the amount over the year's value added (my/balance_sheets.csv:2)"],
        [b, "deposits,firms,", "deposits,farms,", "row `deposits, farms` is unknown (my/balance_sheets.csv:2)"],
        [b, "equity,bank,2861.9,,assumed,made by formula\n", "", "row `equity, bank` is missing (my/balance_sheets.csv)"],
    ]);
}

/// The base rules buy neither input stocks nor net investment.
#[test]
fn base_rules_need_their_own_opening() {
    let files = with(
        own(),
        "use_table.csv",
        "979.6,225.3,0,0,",
        "980.6,225.3,0,0,",
    );
    let files = with(
        files,
        "use_table.csv",
        "AGR,5613.4,948.5,5006.2,3255.7,",
        "AGR,5613.4,948.5,5006.2,3254.7,",
    );
    let found = refusal(&files);
    assert_eq!(
        found,
        "column FIRM_INV sums to 4949.6, but with rules = \"b0\" it must equal DEPRECIATION, 4948.6 (my/use_table.csv)"
    );
}

#[test]
fn files_that_are_not_there_or_not_text() {
    for file in [
        "parameters.json",
        "initial_conditions.json",
        "a_sg.csv",
        "C.csv",
    ] {
        let mut files = tiny();
        files
            .files
            .insert(file.to_owned(), b"\xff\xfe1\x00".to_vec());
        assert_eq!(
            refusal(&files),
            format!("the file is not UTF-8 text: byte 1 does not belong (tiny/{file})")
        );
        files.files.remove(file);
        if file != "parameters.json" {
            assert_eq!(
                refusal(&files),
                format!("the file is missing (tiny/{file})")
            );
        }
    }
    for file in ["use_table.csv", "industries.csv", "balance_sheets.csv"] {
        let mut files = own();
        files.files.insert(file.to_owned(), Vec::new());
        assert_eq!(
            refusal(&files),
            format!("the table has 0 rows instead of 1 (my/{file})")
        );
        files.files.remove(file);
        assert_eq!(refusal(&files), format!("the file is missing (my/{file})"));
    }
    assert_eq!(
        refusal(&Memory::default()),
        "folder  is not an economy: it has neither economy.toml nor parameters.json"
    );
}

#[test]
fn a_huge_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in tiny().files {
        std::fs::write(folder.path().join(file), bytes).unwrap();
    }
    let matrix = std::fs::File::create(folder.path().join("a_sg.csv")).unwrap();
    matrix.set_len(LIMIT + 1).unwrap();
    let dir = folder.path().display().to_string();
    let refused = load(&dir, &LoadOptions::default()).unwrap_err().to_string();
    assert_eq!(
        refused,
        format!("the file has 67108865 bytes, but at most 67108864 are read ({dir}/a_sg.csv)")
    );
}

#[test]
#[rustfmt::skip]
fn names_and_options() {
    let none = LoadOptions::default();
    let refused = load("/no/such/folder", &none).unwrap_err().to_string();
    assert_eq!(
        refused,
        "there is no economy `/no/such/folder`: it is neither an embedded one (china-2022, village) nor a folder"
    );
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().display().to_string();
    let refused = load(&dir, &none).unwrap_err().to_string();
    assert_eq!(
        refused,
        format!("folder {dir} is not an economy: it has neither economy.toml nor parameters.json")
    );
    let both = LoadOptions {
        scale: Some(1.0),
        replicate: Some(1),
        ..none
    };
    let refused = load("village", &both).unwrap_err().to_string();
    assert_eq!(refused, "--scale and --replicate exclude each other");
    let scaled = LoadOptions {
        scale: Some(10.0),
        ..none
    };
    let refused = load_files(&tiny(), "tiny", &scaled)
        .unwrap_err()
        .to_string();
    assert_eq!(
        refused,
        "tiny is in the reference format, whose scale is fixed: use --replicate instead of --scale"
    );
    for (scale, sentence) in [
        (f64::NAN, "scale is NaN, but one model household must stand for at least 1e-6 and at most 1e12 real ones"),
        (1e5, "at scale 1:100000 the 10 thousand jobs of MIN are less than half an employee; choose a smaller number (village/industries.csv)"),
        (1e-4, "at scale 1:0.0001 there would be 2147483648 agents or more; choose a larger number (village/economy.toml)"),
    ] {
        let scaled = LoadOptions {
            scale: Some(scale),
            ..none
        };
        assert_eq!(load("village", &scaled).unwrap_err().to_string(), sentence);
    }
    for (copies, sentence) in [
        (0, "replicate is 0, which makes 0 agents, but there must be at least 1 and fewer than 2147483648"),
        (u32::MAX, "replicate is 4294967295, which makes 12296491365585 agents, but there must be at least 1 and fewer than 2147483648"),
    ] {
        let copied = LoadOptions {
            replicate: Some(copies),
            ..none
        };
        assert_eq!(load("village", &copied).unwrap_err().to_string(), sentence);
    }
}

#[test]
#[rustfmt::skip]
fn overrides_that_cannot_be() {
    let tiny_with = |path: &str, text: &str| {
        let overrides = [(path.to_owned(), text.to_owned())];
        let options = LoadOptions {
            overrides: &overrides,
            ..LoadOptions::default()
        };
        load_files(&tiny(), "tiny", &options)
            .unwrap_err()
            .to_string()
    };
    let village_with = |path: &str, text: &str| {
        let overrides = [(path.to_owned(), text.to_owned())];
        let options = LoadOptions {
            overrides: &overrides,
            ..LoadOptions::default()
        };
        load("village", &options).unwrap_err().to_string()
    };
    for (found, sentence) in [
        (tiny_with("economy.psi", "1e9"), "economy.psi is 1000000000, outside 0..2"),
        (tiny_with("economy.psi", "inf"), "economy.psi is `inf`, but it takes a number in 0..2"),
        (tiny_with("economy.psy", "0.9"), "there is no parameter `economy.psy`; did you mean `economy.psi`?"),
        (tiny_with("economy.alpha_s", "1"), "economy.alpha_s cannot be set: it is a vector and lives in parameters.json"),
        (tiny_with("economy.C_E", "1"), "economy.C_E cannot be set: it is a vector and lives in initial_conditions.json"),
        (tiny_with("economy.a_sg", "1"), "economy.a_sg cannot be set: it is a matrix and lives in a_sg.csv"),
        (tiny_with("economy.T_prime", "1"), "economy.T_prime cannot be set: it is the length of vectors and lives in parameters.json"),
        (tiny_with("economy.J", "1.5"), "J is 1.5, but it must be a whole number (tiny/parameters.json:9)"),
        (village_with("economy.taxes.incom", "0.1"), "there is no parameter `economy.taxes.incom`; did you mean `economy.taxes.income`?"),
        (village_with("economy.taxes.income", "2"), "economy.taxes.income is 2, outside 0..1"),
        (village_with("economy.shocks.correlation", "1"), "economy.shocks.correlation cannot be set: it is a matrix and lives in economy.toml"),
        (village_with("economy.name", "x"), "economy.name cannot be set: it is a label and lives in economy.toml"),
        (village_with("economy.population_seed", "0.5"), "economy.population_seed is 0.5, but it must be a whole number (village/economy.toml)"),
        (village_with("economy.households_thousand", "1000"), "there are 1000 model households, but the workers, one owner per firm and the bank's owner are 1385 (village/economy.toml)"),
    ] {
        assert_eq!(found, sentence);
    }
}

/// Errors are typed, not only told.
#[test]
fn a_fault_can_be_matched() {
    let mut files = tiny();
    files.files.remove("C.csv");
    let error = load_files(&files, "x", &LoadOptions::default()).unwrap_err();
    let Error::File { at, fault } = error else {
        panic!("{error}")
    };
    assert_eq!((at.file.as_str(), at.line), ("C.csv", None));
    assert!(matches!(*fault, Fault::Missing));
}
