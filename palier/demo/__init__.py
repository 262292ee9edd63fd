"""The demonstration sector: sixteen fictional companies, their households and five years of social work.

Everything is drawn from a fixed seed: the same day and the same size give the same rows, ids included (D9). Nobody and
nowhere in it exists. It writes in bulk, behind the locks, in one transaction: all of the sector is there, or none.
"""

SEED = "palier"
