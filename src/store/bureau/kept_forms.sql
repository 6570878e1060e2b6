/*+ whole: a form is seen a few times a year */
SELECT NULL, name, sha256 FROM bureau_form ORDER BY id
