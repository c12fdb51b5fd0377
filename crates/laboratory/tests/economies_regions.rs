//! Areas, jobs, people and settings: what is wrong is refused in one sentence with its place, and what is
//! written is read back.

mod economies;

use economies::own;
use economy::closure::Closure;
use economy::geography::Kind;
use economy::tables::{
    AreaRow, DigitalRow, Note, PeopleRow, Regions, Source, Tables, TargetRow, Use,
};
use economy::village::{VillageSpec, village};
use laboratory::economies::{Content, LoadOptions, Memory, load_files, read_tables, render};
use params::Status;
use proptest::prelude::*;

fn text(files: &Memory, file: &str) -> String {
    String::from_utf8(files.files[file].clone()).expect("it is text")
}

fn with(mut files: Memory, file: &str, from: &str, to: &str) -> Memory {
    let text = text(&files, file);
    assert!(text.contains(from), "{file} has no {from:?}:\n{text}");
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
fn check(cases: &[[&str; 4]]) {
    let mut wrong = Vec::new();
    for [file, from, to, sentence] in cases {
        let found = refusal(&with(own(), file, from, to));
        if found != *sentence {
            wrong.push(format!(
                "{from:?} became {to:?} in {file}\n     got: {found}\nexpected: {sentence}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
#[rustfmt::skip]
fn areas() {
    let a = "areas.csv";
    check(&[
        [a, "VL-CO/urban,VL-CO", "VL-CO/town,VL-CO", "area `VL-CO/town` has the province and kind of `VL-CO/urban`, and an area is called province/kind (my/areas.csv:2)"],
        [a, "VL-CO/urban,VL-CO,urban", "VL-CO/urban,VL-CO,suburban", "kind of VL-CO/urban is `suburban`, but it takes urban or rural (my/areas.csv:2)"],
        [a, "VL-HI/rural,VL-HI,rural", "VL-HI/urban,VL-HI,urban", "area `VL-HI/urban` comes twice (my/areas.csv:5)"],
        [a, "VL-CO/urban,VL-CO", "VL-CO/urban,V/L", "province of `VL-CO/urban` is `V/L`, but it takes a code of 1..40 characters without `/` (my/areas.csv:2)"],
        [a, ",1440,", ",-1440,", "population_thousand of VL-CO/urban is -1440, but it must be above 0 and at most 1e12 (my/areas.csv:2)"],
        [a, ",1440,", ",NaN,", "population_thousand of VL-CO/urban is `NaN`, but it takes a number (my/areas.csv:2)"],
        [a, ",1440,", ",,", "population_thousand of VL-CO/urban is empty, but it takes a number (my/areas.csv:2)"],
        [a, ",1440,", ",14400,", "column population_thousand sums to 16960, but economy.households_thousand is 2500, and households have 1..6 members (my/areas.csv)"],
        [a, ",1440,0.9,", ",1440,1.9,", "urban_stratum_share of VL-CO/urban is 1.9, but it must be in 0..1 (my/areas.csv:2)"],
        [a, ",0.3,0.35,0.85,", ",0.7,0.35,0.85,", "education_h and education_m of VL-CO/urban are 1.0499999999999998 together, but shares of persons are at most 1 (my/areas.csv:2)"],
        [a, ",0.06,", ",0.96,", "unemployment of VL-CO/urban is 0.96, but it must be in 0..0.9 (my/areas.csv:2)"],
        [a, ",unemployment,", ",unemployed,", "column `unemployed` is unknown; did you mean `unemployment`? (my/areas.csv:1)"],
        [a, ",unemployment,", ",unit,", "column `unit` is unknown (my/areas.csv:1)"],
        [a, ",Village,1,0,640,", ",Village,2,0,640,", "VL-HI/rural is on another tile than VL-HI/urban, but a province has one (my/areas.csv:5)"],
        [a, ",Village,1,0,640,", ",Village,1.5,0,640,", "tile_col of VL-HI/rural is `1.5`, but it takes a whole number in 0..1000 (my/areas.csv:5)"],
        [a, "VL-HI,rural,Hills", "VL-HI,rural,Hill", "name_en of VL-HI/rural is `Hill`, but VL-HI/urban has `Hills`, and both are the province's (my/areas.csv:5)"],
        [a, "assumed,made", "certain,made", "status is `certain`, but it takes one of verified, recalled, derived, prototype, assumed (my/areas.csv:2)"],
        ["economy.toml", "[tables.areas]\n", "[tables.areas]\nkinds = { unit = \"x\" }\n", "column `tables.areas.kinds` is unknown (my/economy.toml:151)"],
    ]);
}

#[test]
#[rustfmt::skip]
fn jobs_and_value_added() {
    let (j, v) = ("jobs.csv", "value_added.csv");
    check(&[
        [j, "VL-CO/urban,", "VL-CO/town,", "area `VL-CO/town` has no row in areas.csv (my/jobs.csv:2)"],
        [j, "VL-CO/rural,", "VL-CO/urban,", "area `VL-CO/urban` comes twice (my/jobs.csv:3)"],
        [j, "area,AGR,MIN", "area,AGR,MINE", "column `MINE` is none of this table, and industries.csv has no row for it; did you mean `MIN`? (my/jobs.csv:1)"],
        [j, "area,AGR,MIN,CMF", "area,AGR,MIN,note", "column `CMF` is missing (my/jobs.csv)"],
        [j, "VL-CO/urban,22,", "VL-CO/urban,,", "AGR of VL-CO/urban is empty, but it takes a number (my/jobs.csv:2)"],
        [j, "VL-CO/urban,22,", "VL-CO/urban,-22,", "AGR of VL-CO/urban is -22, but it must be in 0..1e12 (my/jobs.csv:2)"],
        [j, "VL-CO/urban,22,", "VL-CO/urban,inf,", "AGR of VL-CO/urban is `inf`, but it takes a number (my/jobs.csv:2)"],
        [j, "VL-CO/urban,22,", "VL-CO/urban,23,", "column AGR sums to 483, but industries.csv has 482 thousand jobs; they must agree to 0.001 (my/jobs.csv)"],
        [v, "VL-HI,", "VL-HU,", "province `VL-HU` is unknown; did you mean `VL-HI`? (my/value_added.csv:3)"],
        [v, "VL-HI,", "VL-CO,", "province `VL-CO` comes twice (my/value_added.csv:3)"],
        [v, "VL-CO,5493.3,", "VL-CO,-5493.3,", "AGR of VL-CO is -5493.3, but it must be in 0..1e12 (my/value_added.csv:2)"],
        [v, "VL-CO,5493.3,", "VL-CO,6493.3,", "column AGR sums to 12567.900000000001, but VALUE_ADDED in use_table.csv is 11567.9; they must agree to 0.01 (my/value_added.csv)"],
        [v, "VL-CO,5493.3,", "VL-CO,much,", "AGR of VL-CO is `much`, but it takes a number (my/value_added.csv:2)"],
    ]);
}

#[test]
#[rustfmt::skip]
fn neighbours_people_and_digital() {
    let (n, p, d) = ("neighbours.csv", "people.csv", "digital.csv");
    check(&[
        [n, "VL-CO,VL-HI", "VL-CO,VL-XX", "province `VL-XX` is unknown; did you mean `VL-CO`? (my/neighbours.csv:2)"],
        [n, "VL-CO,VL-HI", "VL-CO,VL-CO", "province VL-CO is listed as its own neighbour (my/neighbours.csv:2)"],
        [n, "VL-CO,VL-HI\n", "VL-CO,VL-HI\nVL-HI,VL-CO\n", "the neighbours VL-HI and VL-CO come twice (my/neighbours.csv:3)"],
        [n, "VL-CO,VL-HI\n", "VL-CO,VL-HI\nVL-CO,VL-HI\n", "pair `VL-CO, VL-HI` comes twice (my/neighbours.csv:3)"],
        [n, "VL-CO,VL-HI\n", "", "no way leads from VL-CO to VL-HI, so their distance is infinite; list a neighbour of it (my/neighbours.csv)"],
        [p, "age,60+,all,0.21", "age,60+,all,1.21", "value of age, 60+, all is 1.21, but it must be in 0..1 (my/people.csv:4)"],
        [p, "age,60+,all,0.21", "age,60+,all,-0.21", "value of age, 60+, all is -0.21, but it must be in 0..1 (my/people.csv:4)"],
        [p, "age,60+,all,0.21", "age,60+,all,0.31", "the shares of age for all sum to 1.1, but shares must sum to 1, to 0.0015 for 3 classes (my/people.csv)"],
        [p, "age,60+,all,0.21", "age,60+,all,nan", "value of age, 60+, all is `nan`, but it takes a number (my/people.csv:4)"],
        [p, "age,60+,all", "age,65+,all", "class of `age, 65+, all` must be one of 0-15, 16-59 or 16-34 and 35-59, 60+ (my/people.csv:4)"],
        [p, "age,60+,all", "age,60+,town", "kind of `age, 60+, town` must be one of urban, rural, all (my/people.csv:4)"],
        [p, "age,60+,all", "age,60+,urban", "the shares of age for all sum to 0.79, but shares must sum to 1, to 0.001 for 2 classes (my/people.csv)"],
        [p, "age,60+,all", "age,16-59,all", "row `age, 16-59, all` comes twice (my/people.csv:4)"],
        [p, "household_size,6,", "household_size,9,", "class of `household_size, 9, all` must be one of 1, 2, 3, 4, 5, 6, the last perhaps with a + (my/people.csv:10)"],
        [p, "household_size,6,", ",6,", "attribute and class of `, 6, all` must be words of 1..40 characters (my/people.csv:10)"],
        [d, "MIN,", "MINE,", "industry `MINE` has no row in industries.csv; did you mean `MIN`? (my/digital.csv:3)"],
        [d, "MIN,", "AGR,", "industry `AGR` comes twice (my/digital.csv:3)"],
        [d, "AGR,0.105,", "AGR,1.1,", "adoption of AGR is 1.1, but it must be in 0..1 (my/digital.csv:2)"],
        [d, "AGR,0.105,0.3,0,0.272,0.8", "AGR,0.105,0.3,0,0.4,0.3", "online_share of AGR is 0.4, more than its online_max, 0.3 (my/digital.csv:2)"],
        [d, ",online_max", ",online", "column `online` is unknown (my/digital.csv:1)"],
    ]);
}

/// A village with one target.
fn targeted() -> Memory {
    let row =
        "id,concept,scope,value,unit,low,high,role\ngini,survey_income,all,0.4,index,0.39,0.41,C\n";
    let mut files = own();
    files.files.insert("targets.csv".to_owned(), row.into());
    files
}

#[test]
#[rustfmt::skip]
fn targets() {
    for (from, to, sentence) in [
        ("0.4,index", "0.5,index", "value of gini is 0.5, outside its own low..high, 0.39..0.41 (my/targets.csv:2)"),
        ("0.4,index", "some,index", "value of gini is `some`, but it takes a number (my/targets.csv:2)"),
        ("0.39", "-inf", "low of gini is `-inf`, but it takes a number (my/targets.csv:2)"),
        (",C\n", ",X\n", "role of gini is `X`, but it takes C, met by calibration, or V, held out for validation (my/targets.csv:2)"),
        ("gini,", ",", "id `` must be a word of 1..40 characters (my/targets.csv:2)"),
        ("0.41,C\n", "0.41,C\ngini,a,b,1,c,1,1,V\n", "target `gini` comes twice (my/targets.csv:3)"),
        (",role", ",rule", "column `rule` is unknown; did you mean `role`? (my/targets.csv:1)"),
    ] {
        assert_eq!(refusal(&with(targeted(), "targets.csv", from, to)), sentence);
    }
    assert!(load_files(&targeted(), "x", &LoadOptions::default()).is_ok());
}

#[test]
#[rustfmt::skip]
fn settings() {
    let e = "economy.toml";
    let at = "\n[people]\n";
    check(&[
        [e, at, "\n[closure.wage_curve]\nelasticity = 0.5\n[people]\n", "closure.wage_curve.elasticity is 0.5, outside 0..0.15 (my/economy.toml:145)"],
        [e, at, "\n[closure.wage_curve]\nelasticity = \"a lot\"\n[people]\n", "closure.wage_curve.elasticity is `a lot`, but it takes a number in 0..0.15 (my/economy.toml:145)"],
        [e, at, "\n[closure.wage_curve]\nelasticity = [0.05]\n[people]\n", "closure.wage_curve.elasticity is `[0.05]`, but it takes a number, a switch or a word (my/economy.toml:145)"],
        [e, at, "\n[closure.wage_curve]\nelastic = 0.05\n[people]\n", "there is no parameter `closure.wage_curve.elastic`; did you mean `closure.wage_curve.elasticity`? (my/economy.toml:145)"],
        [e, at, "\n[closure.wages]\non = true\n[people]\n", "there is no parameter `closure.wages.on`; did you mean `closure.trade.on`? (my/economy.toml:145)"],
        [e, at, "\n[closure]\non = true\n[people]\n", "closure.on is `true`, but it takes a table (my/economy.toml:145)"],
        [e, at, "\n[closure.trade]\non = { value = true, status = \"sure\" }\n[people]\n", "closure.trade.on.status is `\"sure\"`, but it takes one of verified, recalled, derived, prototype, assumed (my/economy.toml:145)"],
        [e, at, "\n[closure.trade]\non = { status = \"assumed\" }\n[people]\n", "key `closure.trade.on.value` is missing (my/economy.toml:145)"],
        [e, at, "\n[closure.trade]\non = { value = true, source = \"book\" }\n[people]\n", "source `book` is not listed under [sources] (my/economy.toml)"],
        [e, at, "\n[closure.trade]\n\"o n\" = true\n[people]\n", "key `closure.trade.o n` is unknown (my/economy.toml:145)"],
        [e, at, "\n[closures.trade]\non = true\n[people]\n", "key `economy.closures` is unknown (my/economy.toml:144)"],
    ]);
}

/// What an economy says about the rules is kept with its notes and goes over the defaults.
#[test]
fn settings_of_the_rules_are_applied() {
    let section = "\n[closure.trade]\nclosure = { value = \"open\", status = \"assumed\" }\nexport_price = 0.25\n[closure.opening_room]\non = false\n[people]\n";
    let files = with(own(), "economy.toml", "\n[people]\n", section);
    let (tables, _) = read_tables(&files).expect("in order");
    assert_eq!(tables.settings["closure.opening_room.on"], "off");
    assert_eq!(
        tables.notes["closure.trade.closure"].status,
        Some(Status::Assumed)
    );
    let mut closure = Closure::default();
    tables.apply_closure(&mut closure).expect("checked");
    let mut expected = Closure::default();
    expected.trade.closure = economy::closure::TradeClosure::Open;
    expected.trade.export_price = 0.25;
    expected.opening_room.on = false;
    // Scalars of the village.
    expected.demography.birth_rate = 0.01;
    expected.demography.death_rate = 0.01;
    assert_ne!(closure, Closure::default());
    assert_eq!(closure, expected);
}

/// Every parameter of the closure can stand in an economy.
#[test]
fn every_parameter_of_the_rules_survives_a_folder() {
    let mut tables = village(&VillageSpec::default());
    for group in Closure::default().groups() {
        for (index, declared) in group.declarations().iter().enumerate() {
            if !declared.path.starts_with("closure.") {
                continue;
            }
            let value = declared.display(group.value(index));
            tables.settings.insert(declared.path.to_owned(), value);
        }
    }
    assert!(tables.settings.len() > 50);
    assert_eq!(written_and_read(&tables), tables);
}

#[test]
fn tables_of_regions_come_together() {
    let together = [
        "areas.csv",
        "jobs.csv",
        "value_added.csv",
        "people.csv",
        "neighbours.csv",
    ];
    for file in together {
        let mut files = own();
        files.files.remove(file);
        let beside = if file == "areas.csv" {
            "jobs.csv"
        } else {
            "areas.csv"
        };
        assert_eq!(
            refusal(&files),
            format!(
                "the file is missing, but {beside} is there; areas.csv, jobs.csv, value_added.csv and people.csv come together, and so does neighbours.csv with more than one province (my/{file})"
            )
        );
    }
    for file in ["targets.csv", "digital.csv", "neighbours.csv"] {
        let mut files = targeted();
        let all = together.iter().chain(&["targets.csv", "digital.csv"]);
        for other in all.filter(|other| **other != file) {
            files.files.remove(*other);
        }
        assert!(refusal(&files).contains(&format!("but {file} is there")));
    }
    // Without any of them the country is one area.
    let mut files = own();
    for file in together.into_iter().chain(["digital.csv"]) {
        files.files.remove(file);
    }
    let document = text(&files, "economy.toml");
    let (before, after) = document.split_once("\n[tables").expect("notes to columns");
    assert!(after.contains("AGR"));
    files
        .files
        .insert("economy.toml".to_owned(), before.as_bytes().to_vec());
    let loaded = load_files(&files, "x", &LoadOptions::default()).expect("in order");
    let Content::Tables(tables) = loaded.content else {
        panic!("it is tables")
    };
    assert_eq!(tables.regions, None);
}

/// A province may have one area only, if all tables say so; a country may be one area.
#[test]
fn a_province_may_have_one_area() {
    let mut tables = village(&VillageSpec {
        industries: 3,
        ..VillageSpec::default()
    });
    let n = tables.n_industries();
    let regions = tables.regions.as_mut().expect("two provinces");
    let (rest, last) = regions.jobs.split_at_mut(3 * n);
    for (to, from) in rest[2 * n..].iter_mut().zip(last) {
        *to += *from;
    }
    regions.jobs.truncate(3 * n);
    let dropped = regions.areas.pop().expect("four areas");
    regions.areas[2].population_thousand += dropped.population_thousand;
    regions.areas[2].tax_revenue_share += dropped.tax_revenue_share;
    assert_eq!(written_and_read(&tables), tables);
}

#[test]
fn a_province_has_no_more_jobs_than_residents() {
    let mut tables = village(&VillageSpec::default());
    let regions = tables.regions.as_mut().expect("two provinces");
    for (row, residents) in regions.areas.iter_mut().zip([300.0, 300.0, 1900.0, 1500.0]) {
        row.population_thousand = residents;
    }
    let problem = tables.check().expect_err("too few people");
    assert_eq!(
        problem.to_string(),
        "VL-CO has 682 thousand jobs, but 600 thousand residents"
    );
    assert_eq!(
        (problem.file(), problem.row()),
        ("jobs.csv", Some("VL-CO/rural"))
    );
}

#[test]
fn a_province_that_no_way_reaches_is_refused() {
    let mut tables = village(&VillageSpec {
        industries: 3,
        ..VillageSpec::default()
    });
    let regions = tables.regions.as_mut().expect("two provinces");
    regions.neighbours.clear();
    let said = tables.check().expect_err("two islands").to_string();
    assert_eq!(
        said,
        "no way leads from VL-CO to VL-HI, so their distance is infinite; list a neighbour of it"
    );
}

/// Columns that may be left out: provinces stand side by side, relative numbers are 1.
#[test]
fn what_may_be_left_out_has_its_default() {
    let mut files = own();
    let areas = text(&files, "areas.csv");
    let kept: Vec<String> = areas
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [&cells[..4], &cells[8..17]].concat().join(",")
        })
        .collect();
    files
        .files
        .insert("areas.csv".to_owned(), kept.join("\n").into_bytes());
    let document = text(&files, "economy.toml");
    let (document, _) = document.split_once("\n[tables").expect("notes to columns");
    files
        .files
        .insert("economy.toml".to_owned(), document.as_bytes().to_vec());
    let (tables, _) = read_tables(&files).expect("in order");
    let areas = tables.regions.expect("two provinces").areas;
    let tiles: Vec<_> = areas
        .iter()
        .map(|row| (row.tile_col, row.tile_row))
        .collect();
    assert_eq!(tiles, [(0, 0), (0, 0), (1, 0), (1, 0)]);
    assert!(
        areas
            .iter()
            .all(|row| row.rd_intensity == 1.0 && row.digital_finance == 1.0)
    );
    assert_eq!(areas[0].name_zh, "");
}

/// Counted by hand: 4 areas with 11 numbers, 4 rows and 3 industries of jobs.
#[test]
fn statuses_are_those_of_rows_and_else_of_columns() {
    let mut tables = village(&VillageSpec {
        industries: 3,
        ..VillageSpec::default()
    });
    let of = |tables: &Tables, file: &str| {
        let all = tables.statuses();
        all.into_iter()
            .find(|(name, _)| *name == file)
            .expect("a file")
            .1
    };
    assert_eq!(of(&tables, "areas.csv").assumed, 44);
    assert_eq!(of(&tables, "jobs.csv").assumed, 12);
    let verified = Note {
        status: Some(Status::Verified),
        ..Note::default()
    };
    let key = ("jobs".to_owned(), "AGR".to_owned());
    tables.columns.get_mut(&key).expect("a column").note = Note::default();
    let regions = tables.regions.as_mut().expect("two provinces");
    regions.areas[0].note = verified.clone();
    let row = ("jobs".to_owned(), "VL-CO/urban".to_owned());
    regions.row_notes.insert(row, verified);
    let areas = of(&tables, "areas.csv");
    assert_eq!((areas.verified, areas.assumed), (11, 33));
    let jobs = of(&tables, "jobs.csv");
    assert_eq!((jobs.verified, jobs.assumed, jobs.unstated), (3, 6, 3));
}

fn written_and_read(tables: &Tables) -> Tables {
    let files = render(tables)
        .into_iter()
        .map(|(file, text)| (file.to_owned(), text.into_bytes()));
    let name = "written".to_owned();
    let memory = Memory {
        name,
        files: files.collect(),
    };
    let read = read_tables(&memory);
    read.unwrap_or_else(|error| panic!("{error}")).0
}

/// Numbers in 0..1 and small whole numbers, one after the other.
struct Supply<'a>(std::iter::Cycle<std::slice::Iter<'a, f64>>);

impl Supply<'_> {
    fn share(&mut self) -> f64 {
        *self.0.next().expect("without end")
    }

    fn below(&mut self, n: usize) -> usize {
        (self.share() * n as f64) as usize % n
    }

    fn word(&mut self) -> String {
        let words = [
            "Ürümqi",
            "a, \"b\"",
            "two  words",
            "x",
            "乌鲁木齐",
            "12",
            "#",
        ];
        words[self.below(words.len())].to_owned()
    }

    fn note(&mut self) -> Note {
        let statuses = [None, Some(Status::Verified), Some(Status::Recalled)];
        let source = (self.share() < 0.3).then(|| "book".to_owned());
        Note {
            status: statuses[self.below(3)],
            source,
            note: (self.share() < 0.3).then(|| self.word()),
        }
    }

    /// Parts of a total; they add up to it but for the last digits.
    fn parts(&mut self, total: f64, n: usize) -> Vec<f64> {
        let weights: Vec<f64> = (0..n).map(|_| 0.01 + self.share()).collect();
        let sum: f64 = weights.iter().sum();
        weights.iter().map(|weight| total * weight / sum).collect()
    }
}

/// Areas of one to five provinces, some with towns or a countryside only.
fn any_areas(s: &mut Supply<'_>, households: f64) -> Vec<AreaRow> {
    let mut areas: Vec<AreaRow> = Vec::new();
    for province in 0..=s.below(5) {
        let kinds: &[Kind] = match s.below(4) {
            0 => &[Kind::Urban],
            1 => &[Kind::Rural],
            2 => &[Kind::Rural, Kind::Urban],
            _ => &[Kind::Urban, Kind::Rural],
        };
        let (name_en, name_zh, macro_region) = (s.word(), s.word(), s.word());
        let tile = (s.below(9) as u32, s.below(9) as u32);
        for &kind in kinds {
            let code = format!("P {province}");
            let mut row = AreaRow {
                code: format!("{code}/{}", kind.name()),
                province: code,
                kind,
                name_en: name_en.clone(),
                name_zh: name_zh.clone(),
                macro_region: macro_region.clone(),
                tile_col: tile.0,
                tile_row: tile.1,
                note: s.note(),
                ..AreaRow::default()
            };
            for place in row.numbers_mut() {
                *place = 0.01 + 0.45 * s.share();
            }
            areas.push(row);
        }
    }
    let population = s.parts(3.0 * households, areas.len());
    let taxes = s.parts(1.0, areas.len());
    for ((row, persons), tax) in areas.iter_mut().zip(population).zip(taxes) {
        row.population_thousand = persons;
        row.tax_revenue_share = tax;
    }
    areas
}

/// Jobs where people are, so that no province has more of them than residents, and value added anywhere.
fn any_matrices(s: &mut Supply<'_>, tables: &Tables, regions: &mut Regions) {
    let n = tables.n_industries();
    let (n_areas, n_provinces) = (regions.areas.len(), regions.provinces.len());
    regions.jobs = vec![0.0; n_areas * n];
    regions.value_added = vec![0.0; n_provinces * n];
    let all = regions.population_thousand();
    for g in 0..n {
        for (a, row) in regions.areas.iter().enumerate() {
            let jobs = tables.industries[g].jobs_thousand;
            regions.jobs[a * n + g] = jobs * row.population_thousand / all;
        }
        let total = economy::tables::money(tables.use_table.value_added[g].into());
        for (p, part) in s.parts(total, n_provinces).into_iter().enumerate() {
            regions.value_added[p * n + g] = part;
        }
    }
    for (table, row) in [
        ("jobs", regions.areas[0].code.clone()),
        ("value_added", regions.provinces[0].clone()),
    ] {
        let note = s.note();
        if note != Note::default() {
            regions.row_notes.insert((table.to_owned(), row), note);
        }
    }
}

fn any_people(s: &mut Supply<'_>) -> Vec<PeopleRow> {
    let mut people = Vec::new();
    for kind in ["urban", "rural"] {
        let classes: &[&str] = match s.below(2) {
            0 => &["0-15", "16-59", "60+"],
            _ => &["60+", "0-15", "35-59", "16-34"],
        };
        for (class, value) in classes.iter().zip(s.parts(1.0, classes.len())) {
            people.push(PeopleRow {
                attribute: "age".to_owned(),
                class: (*class).to_owned(),
                kind: kind.to_owned(),
                value,
                note: s.note(),
            });
        }
    }
    people
}

fn any_targets(s: &mut Supply<'_>) -> Vec<TargetRow> {
    let target = |at: usize| TargetRow {
        id: format!("target_{at}"),
        concept: s.word(),
        scope: s.word(),
        value: -s.share(),
        unit: s.word(),
        low: -1.0 - s.share(),
        high: 1e9 * s.share(),
        role: [Use::Calibration, Use::Validation][s.below(2)],
        note: s.note(),
    };
    (0..3).map(target).collect()
}

fn any_digital(s: &mut Supply<'_>, tables: &Tables) -> Vec<DigitalRow> {
    let industries = tables.industries.iter();
    let rows = industries.map(|industry| {
        let mut row = DigitalRow {
            industry: industry.code.clone(),
            note: s.note(),
            ..DigitalRow::default()
        };
        for place in row.shares_mut() {
            *place = 0.5 * s.share();
        }
        row.online_max += row.online_share;
        row
    });
    rows.collect()
}

/// A village whose map, people, targets and settings are anything that is allowed.
fn any_tables(draws: &[f64]) -> Tables {
    let s = &mut Supply(draws.iter().cycle());
    let mut tables = village(&VillageSpec {
        industries: 1 + s.below(4),
        ..VillageSpec::default()
    });
    let source = Source {
        citation: "A book".to_owned(),
        ..Source::default()
    };
    tables.sources.insert("book".to_owned(), source);
    let areas = any_areas(s, tables.scalars.size.households_thousand);
    let provinces = Regions::provinces_of(&areas);
    let mut regions = Regions {
        // A tree: every province after the first has an earlier neighbour.
        neighbours: (1..provinces.len()).map(|p| (p, s.below(p))).collect(),
        provinces,
        areas,
        people: any_people(s),
        targets: any_targets(s),
        digital: any_digital(s, &tables),
        ..Regions::default()
    };
    any_matrices(s, &tables, &mut regions);
    tables.regions = Some(regions);
    let number = format!("{:?}", 0.15 * s.share());
    tables.settings.clear();
    for (path, text) in [
        ("closure.wage_curve.elasticity", number.as_str()),
        ("closure.trade.closure", ["open", "norm"][s.below(2)]),
        ("closure.supply_trend.on", ["on", "off"][s.below(2)]),
    ] {
        tables.settings.insert(path.to_owned(), text.to_owned());
    }
    tables.notes.retain(|path, _| path.starts_with("economy."));
    tables
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Any map, people, targets and settings that are allowed survive a folder to the last bit.
    #[test]
    fn anything_written_and_read_back_is_equal(draws in prop::collection::vec(0.0_f64..1.0, 97..131)) {
        let tables = any_tables(&draws);
        prop_assert!(tables.check().is_ok(), "{:?}", tables.check());
        prop_assert_eq!(written_and_read(&tables), tables);
    }

    /// A cell of any table of regions that becomes something else is refused, or read as it stands.
    #[test]
    fn any_cell_may_be_anything(file in 0_usize..6, line in 0_usize..20, cell in 0_usize..20, text in "-?[0-9a-z./+,]{0,6}") {
        let names = ["areas.csv", "jobs.csv", "value_added.csv", "neighbours.csv", "people.csv", "digital.csv"];
        let mut files = own();
        let all = String::from_utf8(files.files[names[file]].clone()).expect("text");
        let mut rows: Vec<Vec<&str>> = all.lines().map(|line| line.split(',').collect()).collect();
        let line = line % rows.len();
        let cell = cell % rows[line].len();
        rows[line][cell] = &text;
        let changed: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        files.files.insert(names[file].to_owned(), changed.join("\n").into_bytes());
        match load_files(&files, "x", &LoadOptions::default()) {
            Ok(loaded) => {
                let Content::Tables(tables) = loaded.content else {
                    panic!("it is tables")
                };
                prop_assert_eq!(written_and_read(&tables), *tables);
            }
            Err(error) => {
                let said = error.to_string();
                prop_assert!(!said.contains('\n') && said.contains("(my/"), "{}", said);
            }
        }
    }
}
#[test]
fn a_row_of_any_table_may_be_missing_and_is_named() {
    for (file, row, named) in [
        (
            "areas.csv",
            "VL-HI/rural",
            "column tax_revenue_share sums to 0.905",
        ),
        ("jobs.csv", "VL-HI/rural", "row `VL-HI/rural` is missing"),
        ("value_added.csv", "VL-HI", "row `VL-HI` is missing"),
        (
            "people.csv",
            "age,60+",
            "the shares of age for all sum to 0.79, but shares must sum to 1, to 0.001 for 2 classes",
        ),
        ("digital.csv", "MIN", "row `MIN` is missing"),
    ] {
        let mut files = own();
        let all = text(&files, file);
        let kept: Vec<&str> = all.lines().filter(|line| !line.starts_with(row)).collect();
        files
            .files
            .insert(file.to_owned(), kept.join("\n").into_bytes());
        let said = refusal(&files);
        assert!(said.starts_with(named), "{said}");
    }
}
