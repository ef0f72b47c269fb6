"""Run the command line as `python -m anhui_indicators`."""

from anhui_indicators.cli import main

main(prog_name="anhui-indicators")
