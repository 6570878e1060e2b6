//! How wide columns are drawn.

/// The narrowest and the widest that a column can be drawn.
pub(super) const LEAST_COLUMN: f32 = 48.0;
pub(super) const MOST_COLUMN: f32 = 800.0;

/// How much a column that grows takes beyond its width, in widths, before the others grow too.
const MOST_GROWN: f32 = 1.75;

/// In which steps the others grow, so that they stand still while a window is made a little wider.
const STEP: f32 = 8.0;

/// What a column asks for, its padding included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub width: f32,
    /// What it can be drawn in where there is no room.
    pub least: f32,
    /// What its whole heading needs.
    pub heading: f32,
    /// The width was drawn by a person, and is kept.
    pub is_drawn: bool,
    pub grows: bool,
}

/// The width of each column where the table has `room`. One of them takes what is left over: the one that grows, else
/// the last, so that the head reaches the card's edge.
pub(super) fn widths(columns: &[Wanted], room: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = columns.iter().map(|column| column.width).collect();
    let mut wanted: f32 = widths.iter().sum();
    for (width, column) in widths.iter_mut().zip(columns) {
        let less = (wanted - room).clamp(0.0, column.width - column.least);
        *width -= less;
        wanted -= less;
    }
    if wanted > room {
        // Each gives up its share, so that a table never leaves its card.
        return widths.iter().map(|width| (width * room / wanted).floor()).collect();
    }
    // No heading is cut beside free space.
    let more = |column: &Wanted| if column.is_drawn { 0.0 } else { (column.heading - column.width).max(0.0) };
    let for_headings: f32 = columns.iter().map(more).sum();
    if for_headings > 0.0 {
        let part = ((room - wanted) / for_headings).min(1.0);
        for (width, column) in widths.iter_mut().zip(columns) {
            *width += (more(column) * part).floor();
        }
    }
    let Some(last) = columns.len().checked_sub(1) else { return widths };
    let grower = columns.iter().rposition(|column| column.grows && !column.is_drawn).unwrap_or(last);
    // Where there is more room than a grown column can use, the others have their part of it.
    let left = room - widths.iter().sum::<f32>() - widths[grower] * MOST_GROWN;
    let others = |i: &usize| *i != grower && !columns[*i].is_drawn;
    let count = (0..columns.len()).filter(others).count().max(1) as f32;
    let each = ((left / count / STEP).floor() * STEP).max(0.0);
    for i in (0..columns.len()).filter(others) {
        widths[i] += each;
    }
    widths[grower] += (room - widths.iter().sum::<f32>()).max(0.0);
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(width: f32) -> Wanted {
        Wanted { width, least: width, heading: 0.0, is_drawn: false, grows: false }
    }

    #[test]
    fn what_is_left_over_goes_to_the_column_that_grows_and_then_to_all() {
        let columns = [column(100.0), Wanted { grows: true, ..column(100.0) }, column(100.0)];
        assert_eq!(widths(&columns, 400.0), [100.0, 200.0, 100.0]);
        let wide = widths(&columns, 1000.0);
        assert_eq!((wide[0], wide[2], wide.iter().sum::<f32>()), (356.0, 356.0, 1000.0));
        assert_eq!(widths(&columns, 240.0), [80.0, 80.0, 80.0]);
        let yielding = Wanted { least: 60.0, ..columns[1] };
        assert_eq!(widths(&[columns[0], yielding, columns[2]], 270.0), [100.0, 70.0, 100.0]);
    }

    #[test]
    fn a_drawn_width_is_kept_and_another_column_takes_the_rest() {
        let drawn = Wanted { width: 60.0, least: 60.0, is_drawn: true, grows: true, heading: 200.0 };
        assert_eq!(widths(&[column(100.0), drawn, column(100.0)], 400.0), [100.0, 60.0, 240.0]);
    }

    #[test]
    fn no_heading_is_cut_beside_free_space() {
        let english = Wanted { heading: 150.0, ..column(100.0) };
        assert_eq!(widths(&[english, column(100.0)], 300.0), [150.0, 150.0]);
        assert_eq!(widths(&[english, english, column(100.0)], 350.0), [125.0, 125.0, 100.0]);
    }
}
