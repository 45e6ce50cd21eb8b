"""The machinery behind the lessons; a learner needs none of it."""
