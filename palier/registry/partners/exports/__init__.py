"""The directory as it goes out: HSDS 3.0 as JSON or as a package of CSV files, a table with our columns, calendars.

What goes out is what a service tells everybody. Every column here is of the company's own knowledge (class C1), so
the list is closed and said by name, `documents.PUBLIC`: never the named professionals, who is bound by secrecy and why,
whose mission is shared, agreements, nor who verified, only the day. Public contacts of a file go out as they came.
"""
