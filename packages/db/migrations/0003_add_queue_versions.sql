CREATE TABLE `queue_versions` (
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`version` int NOT NULL DEFAULT 0,
	CONSTRAINT `queue_versions_site_key` PRIMARY KEY(`site_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
DROP INDEX `assignments_site` ON `assignments`;--> statement-breakpoint
ALTER TABLE `queue_versions` ADD CONSTRAINT `queue_versions_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `assignments_site` ON `assignments` (`site_key`,`accepted_at`,`escalated_at`);