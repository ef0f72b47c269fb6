"""Tests of the types of Table Schema."""
