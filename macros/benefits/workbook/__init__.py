"""The benefit plan as a workbook."""
