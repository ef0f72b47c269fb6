"""What `import anhui_indicators` offers: one module a verb."""
