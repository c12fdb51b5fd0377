//! How well the numbers of an economy are known, counted table by table.

use params::Status;

use super::regions::{
    AREAS, AreaRow, DIGITAL, DigitalRow, JOBS, NEIGHBOURS, PEOPLE, REGIONAL_VALUE_ADDED, TARGETS,
};
use super::use_table::{Cost, Final};
use super::{Note, Tables};

/// Numbers by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Seen in their source.
    pub verified: usize,
    /// From memory of a source.
    pub recalled: usize,
    /// Computed from others.
    pub derived: usize,
    /// Measured on a prototype.
    pub prototype: usize,
    /// Assumed.
    pub assumed: usize,
    /// Nothing is said about them.
    pub unstated: usize,
}

impl Counts {
    /// The words of the columns, in the order of [`Self::values`].
    pub const WORDS: [&str; 6] = [
        "verified",
        "recalled",
        "derived",
        "prototype",
        "assumed",
        "not said",
    ];

    /// The numbers in the order of [`Self::WORDS`].
    #[must_use]
    pub fn values(&self) -> [usize; 6] {
        [
            self.verified,
            self.recalled,
            self.derived,
            self.prototype,
            self.assumed,
            self.unstated,
        ]
    }

    /// All numbers.
    #[must_use]
    pub fn total(&self) -> usize {
        self.values().iter().sum()
    }

    /// Counts of some numbers, each by its note, if it has one.
    #[must_use]
    pub fn of<'a>(notes: impl Iterator<Item = Option<&'a Note>>) -> Self {
        let mut counts = Self::default();
        for note in notes {
            counts.add(note.and_then(|note| note.status));
        }
        counts
    }

    fn add(&mut self, status: Option<Status>) {
        let count = match status {
            Some(Status::Verified) => &mut self.verified,
            Some(Status::Recalled) => &mut self.recalled,
            Some(Status::Derived) => &mut self.derived,
            Some(Status::Prototype) => &mut self.prototype,
            Some(Status::Assumed | Status::New) => &mut self.assumed,
            None => &mut self.unstated,
        };
        *count += 1;
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.verified += other.verified;
        self.recalled += other.recalled;
        self.derived += other.derived;
        self.prototype += other.prototype;
        self.assumed += other.assumed;
        self.unstated += other.unstated;
    }
}

/// Counts file by file, in the order in which they are described.
pub type Statuses = Vec<(&'static str, Counts)>;

impl Tables {
    /// How many numbers of each file are known how well: its row says so, else its column.
    ///
    /// Columns of `industries.csv` that follow from the use table are not counted, nor are sums that the
    /// use table states: they are no numbers of their own.
    #[must_use]
    pub fn statuses(&self) -> Statuses {
        let mut all = vec![
            ("economy.toml", self.scalar_statuses()),
            ("use_table.csv", self.use_statuses()),
        ];
        let none = Note::default();
        let mut table =
            |file: &'static str, name: &str, cells: &mut dyn Iterator<Item = Cell<'_>>| {
                let mut counts = Counts::default();
                for (note, column) in cells {
                    counts.add(self.status(note.unwrap_or(&none), name, column));
                }
                all.push((file, counts));
            };
        let industries = self.industries.iter();
        table(
            "industries.csv",
            "industries",
            &mut industries.flat_map(|row| {
                let own = [
                    "jobs_thousand",
                    "depreciation_rate",
                    "mean_firm_size",
                    "self_employed_share",
                    "government_share",
                    "distance_decay",
                ];
                let loans = row.loans.map(|_| "loans");
                own.into_iter()
                    .chain(loans)
                    .map(|column| (Some(&row.note), column))
            }),
        );
        let balances = self.balances.iter();
        table(
            "balance_sheets.csv",
            "balance_sheets",
            &mut balances.map(|row| (Some(&row.note), "amount")),
        );
        let Some(regions) = &self.regions else {
            return all;
        };
        table(
            AREAS,
            "areas",
            &mut regions
                .areas
                .iter()
                .flat_map(|row| AreaRow::NUMBERS.map(|column| (Some(&row.note), column))),
        );
        for (file, name, rows) in [
            (
                JOBS,
                "jobs",
                regions.areas.iter().map(|a| &a.code).collect(),
            ),
            (
                REGIONAL_VALUE_ADDED,
                "value_added",
                regions.provinces.iter().collect::<Vec<_>>(),
            ),
        ] {
            table(
                file,
                name,
                &mut rows.into_iter().flat_map(|row| {
                    let note = regions.row_notes.get(&(name.to_owned(), row.clone()));
                    self.industries
                        .iter()
                        .map(move |industry| (note, industry.code.as_str()))
                }),
            );
        }
        table(
            NEIGHBOURS,
            "neighbours",
            &mut regions.neighbours.iter().map(|&(a, b)| {
                let pair = super::Regions::pair(&regions.provinces[a], &regions.provinces[b]);
                let note = regions.row_notes.get(&("neighbours".to_owned(), pair));
                (note, "a")
            }),
        );
        table(
            PEOPLE,
            "people",
            &mut regions.people.iter().map(|row| (Some(&row.note), "value")),
        );
        table(
            TARGETS,
            "targets",
            &mut regions.targets.iter().map(|row| (Some(&row.note), "value")),
        );
        table(
            DIGITAL,
            "digital",
            &mut regions
                .digital
                .iter()
                .flat_map(|row| DigitalRow::SHARES.map(|column| (Some(&row.note), column))),
        );
        all
    }

    /// What is known of a number: what its row says goes over what its column says.
    fn status(&self, row: &Note, table: &str, column: &str) -> Option<Status> {
        let key = (table.to_owned(), column.to_owned());
        let of_column = || self.columns.get(&key).and_then(|known| known.note.status);
        row.status.or_else(of_column)
    }

    fn scalar_statuses(&self) -> Counts {
        let scalars = self.scalars.groups();
        let paths = scalars
            .iter()
            .flat_map(|group| group.declarations())
            .map(|declared| declared.path);
        let settings = self.settings.keys().map(String::as_str);
        let all = paths.chain(["economy.shocks.correlation"]).chain(settings);
        Counts::of(all.map(|path| self.notes.get(path)))
    }

    fn use_statuses(&self) -> Counts {
        let mut counts = Counts::default();
        let none = Note::default();
        let note = |row: &str| self.use_notes.get(row).unwrap_or(&none);
        let codes = || self.industries.iter().map(|row| row.code.as_str());
        let finals = || Final::ALL.iter().map(|kind| kind.column());
        for row in codes() {
            for column in codes().chain(finals()) {
                counts.add(self.status(note(row), "use_table", column));
            }
        }
        for row in Cost::ALL.iter().map(|kind| kind.row()) {
            for column in codes() {
                counts.add(self.status(note(row), "use_table", column));
            }
        }
        counts
    }
}

/// A number: the note of its row, and its column.
type Cell<'a> = (Option<&'a Note>, &'a str);
