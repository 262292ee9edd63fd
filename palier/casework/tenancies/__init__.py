"""Unpaid rent on two sides of one wall (P8): `procedure` is the landlord's, `prevention` is secret; one way only."""
