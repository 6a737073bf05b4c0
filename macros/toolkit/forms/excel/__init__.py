"""A form as a workbook: its look, its sheets, and the one with risk matrices."""
