"""Appraisal sheets (绩效考核) of organizations and nodes: what was done in time and what was done completely.

Never of a person, and never by success: whoever is paid by agreements presses people in dispute to agree.
"""
