"""HSDS 3.0 (Open Referral Human Services Data Specification), read and understood without a database.

`standard`: the shape of each object, as types; `tables`: the same as files of a package; `told`: what an object says in
the words of the directory. Source: https://docs.openreferral.org/en/3.0/ (schema of May 2024).
"""
