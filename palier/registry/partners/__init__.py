"""Who can help besides the house: organisations, their services and people, agreements, and who checked what when."""
