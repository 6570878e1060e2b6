/*+ whole: up to the first that is proved, which is the first or the first behind an upgrade */
SELECT EXISTS (SELECT 1 FROM audit WHERE proof IS NOT NULL)
