"""The service-price model as a workbook."""
