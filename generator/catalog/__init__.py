"""Classification codes (科目) by year, as facts: functional, economic, procurement."""
