CREATE TABLE `files` (
	`id` int AUTO_INCREMENT NOT NULL,
	`file_key` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`client_message_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`message_id` int,
	`name` varchar(255) NOT NULL,
	`media_type` varchar(127) NOT NULL,
	`size` int NOT NULL,
	`created_at` timestamp NOT NULL,
	CONSTRAINT `files_id` PRIMARY KEY(`id`),
	CONSTRAINT `files_key_unique` UNIQUE(`file_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
ALTER TABLE `files` ADD CONSTRAINT `files_session_id_sessions_session_id_fk` FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `files_session` ON `files` (`session_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `files_pending` ON `files` (`message_id`,`created_at`);