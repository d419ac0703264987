SELECT rule, version, name, what, citation, url
FROM ruled.rule
