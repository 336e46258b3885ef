"""The bureau's work report (工作简报): a template of words and live fields, written for a scope and a period."""
