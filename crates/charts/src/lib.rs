//! Figures as SVG and as terminal text, and the page that holds them.
//!
//! Values in, strings out: nothing here reads a file, a clock or a screen, and the same values
//! give the same bytes.

pub mod fan;
pub mod format;
pub mod frame;
pub mod line;
pub mod lorenz;
pub mod page;
pub mod palette;
pub mod scale;
pub mod svg;
pub mod table;
pub mod terminal;
mod text;
pub mod ticks;

pub use fan::{Band, Fan, FanChart, Moment, ReferencePoint};
pub use format::{NumberFormat, Unit, format_number};
pub use frame::{Figure, Frame, Medium};
pub use line::{Line, LineChart};
pub use lorenz::{LorenzCurve, LorenzLine};
pub use page::{FigureBlock, Page, Section};
pub use scale::{Extent, Time};
pub use svg::escape;
pub use table::{Align, Cell, Column, Table};
pub use terminal::{TextStyle, sparkline};
