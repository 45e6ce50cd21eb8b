"""The judges: one module for each lesson, one function for each exercise.

A function's name is the exercise, its docstring the three hints, what it raises says
what is not right yet, and what it returns says why the answer works.
"""
