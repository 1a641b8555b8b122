"""The rules that the data obey: a small generator each, in modules by what they are about."""
